namespace Transcoder.Coordinator.Api;

/// <summary>Body of <c>POST /api/jobs</c>.</summary>
public sealed record SubmitRequest
{
    /// <summary>Below <c>incoming/</c>, '/'-separated, with or without the leading "incoming/".</summary>
    public required string Path { get; init; }

    /// <summary>Name of a profile; null lets the folder decide.</summary>
    public string? Profile { get; init; }

    /// <summary>-100 to 100; higher goes first.</summary>
    public int Priority { get; init; }
}
