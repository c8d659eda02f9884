namespace Transcoder.Contracts;

/// <summary>Asks the coordinator for a job. From scripts, plain JSON without an envelope is accepted. Twice is harmless.</summary>
public sealed record SubmitJob
{
    /// <summary>Below <c>incoming/</c>, '/'-separated, with or without the leading "incoming/"; never absolute, never with "..".</summary>
    public required string Path { get; init; }

    /// <summary>Name of a profile; null takes the first folder below <c>incoming/</c> if it names one, else the default.</summary>
    public string? Profile { get; init; }

    /// <summary>-100 to 100; higher goes first.</summary>
    public int Priority { get; init; }
}
