namespace Transcoder.Coordinator.Jobs;

/// <summary>What is known of the work on one part.</summary>
/// <param name="IsOpen">A result of it is still wanted.</param>
/// <param name="Raced">Two encoders are meant to work on it.</param>
/// <param name="Executions">All of it, in no order.</param>
public sealed record PartStanding(bool IsOpen, bool Raced, IReadOnlyList<ExecutionStanding> Executions);
