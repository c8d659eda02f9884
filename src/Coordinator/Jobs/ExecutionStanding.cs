namespace Transcoder.Coordinator.Jobs;

/// <summary>Where one encoder slot's work stands.</summary>
/// <param name="StartedAt">By the coordinator's clock.</param>
public sealed record ExecutionStanding(Guid Id, ExecutionState State, DateTimeOffset StartedAt);
