namespace Transcoder.Coordinator.Jobs;

/// <summary>One independently encodable piece of a job.</summary>
public sealed class Part
{
    public required Guid Id { get; init; }

    public Guid JobId { get; init; }

    public required PartKind Kind { get; init; }

    /// <summary>Place among the job's parts, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Where in the film a chunk is, as JSON; null for other kinds.</summary>
    public string? Chunk { get; init; }

    /// <summary>Size of the file that was cut for it; null until then, and for other kinds.</summary>
    public long? CutBytes { get; set; }

    /// <summary>64 lower-case hexadecimal digits of that file.</summary>
    public string? CutSha256 { get; set; }

    /// <summary>Two encoders are to work on it at once, since the first one is slow: the first proven result counts.</summary>
    public bool Raced { get; set; }

    /// <summary>The execution whose result was taken; null while the part is open.</summary>
    public Guid? AcceptedExecutionId { get; set; }

    public List<Attempt> Attempts { get; init; } = [];

    /// <summary>The newest attempt. A chunk has none before it is cut.</summary>
    public Attempt Current => Attempts.MaxBy(attempt => attempt.Number) ?? throw new InvalidOperationException($"Part {Id} has no attempt");
}
