namespace Transcoder.Coordinator.Api;

/// <summary>What one slot of an encoder works on.</summary>
public sealed record EncoderWork(Guid JobId, Guid ExecutionId, ProgressView Progress);
