namespace Transcoder.Contracts;

/// <summary>Tells whoever listens what became of a <see cref="SubmitJob"/> or <see cref="CancelJob"/>, be it one that cannot even be read. May come twice.</summary>
public sealed record RequestAnswered
{
    /// <summary>False when nothing is done.</summary>
    public required bool Taken { get; init; }

    /// <summary>One sentence: why nothing is done; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The request's <c>message_id</c>; null when it had none, or one that is no GUID.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The job that there is now, or was before, or that is cancelled; null when none is known.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The path that was to be transcoded, its first 200 characters; null when there was none.</summary>
    public string? Path { get; init; }
}
