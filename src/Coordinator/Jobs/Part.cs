namespace Transcoder.Coordinator.Jobs;

/// <summary>One independently encodable piece of a job.</summary>
public sealed class Part
{
    public required Guid Id { get; init; }

    public Guid JobId { get; init; }

    public required PartKind Kind { get; init; }

    /// <summary>Place among the job's parts, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The execution whose result was taken; null while the part is open.</summary>
    public Guid? AcceptedExecutionId { get; set; }

    public List<Attempt> Attempts { get; init; } = [];

    /// <summary>The newest attempt.</summary>
    public Attempt Current => Attempts.MaxBy(attempt => attempt.Number) ?? throw new InvalidOperationException($"Part {Id} has no attempt");
}
