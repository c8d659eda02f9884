using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Transcoder.Chaos.Tests;

/// <summary>A test that exists only when <c>CHAOS_MINUTES</c> asks for it; without, it is neither run nor counted as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(ChaosFactDiscoverer))]
public sealed class ChaosFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber);
