using Transcoder.Chaos.Tests.Plan;
using Xunit.Sdk;
using Xunit.v3;

namespace Transcoder.Chaos.Tests;

/// <summary>Finds tests of <see cref="ByHandFactAttribute"/>; the test framework makes one.</summary>
public sealed class ByHandDiscoverer : FactDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        ChaosOptions.AreAskedFor(Environment.GetEnvironmentVariable) ? base.Discover(discoveryOptions, testMethod, factAttribute) : new([]);
}
