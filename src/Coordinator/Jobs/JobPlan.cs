using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>What the planner decided.</summary>
/// <param name="Settings">For the encoder.</param>
/// <param name="Duration">Of the source by its header.</param>
/// <param name="ExpectedFrames">By the header; for progress only.</param>
/// <param name="Notes">What changes on the way, one sentence each; empty when nothing does.</param>
public sealed record JobPlan(EncodeSettings Settings, TimeSpan? Duration, long? ExpectedFrames, IReadOnlyList<string> Notes);
