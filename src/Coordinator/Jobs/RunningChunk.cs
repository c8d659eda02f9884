namespace Transcoder.Coordinator.Jobs;

/// <summary>A chunk that one encoder works on.</summary>
/// <param name="JobId">The job.</param>
/// <param name="ExecutionId">The work.</param>
/// <param name="Encoder">The name of the encoder.</param>
/// <param name="Toolchain">With which tools the job's pieces are made; null for any.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Done">How long other chunks of the job took, in no order.</param>
public sealed record RunningChunk(Guid JobId, Guid ExecutionId, string Encoder, string? Toolchain, DateTimeOffset StartedAt, IReadOnlyList<ChunkRun> Done);

/// <summary>From the start of an execution to its result.</summary>
public sealed record ChunkRun(DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    public TimeSpan Length => EndedAt - StartedAt;
}
