namespace Transcoder.Coordinator.Jobs;

/// <summary>One order for one part.</summary>
public sealed class Attempt
{
    public required Guid Id { get; init; }

    public Guid PartId { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Number { get; init; }

    public AttemptState State { get; set; }

    /// <summary>Not to be published earlier.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>When the broker confirmed the order; null until then.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Names of encoders that shall decline, separated by line feeds.</summary>
    public string AvoidEncoders { get; set; } = "";

    public List<Execution> Executions { get; init; } = [];
}
