namespace Transcoder.Contracts;

/// <summary>Asks the coordinator to end a job; its source stays. From scripts, plain JSON without an envelope is accepted. Twice is harmless.</summary>
public sealed record CancelJob
{
    /// <summary>As the API and the command line tell it.</summary>
    public required Guid JobId { get; init; }
}
