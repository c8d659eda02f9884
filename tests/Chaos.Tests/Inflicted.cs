using Transcoder.Chaos.Tests.Plan;

namespace Transcoder.Chaos.Tests;

/// <summary>A fault that was inflicted.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When it began.</param>
internal sealed record Inflicted(FaultKind Kind, DateTimeOffset At);
