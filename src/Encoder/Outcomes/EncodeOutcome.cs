using Transcoder.Contracts;

namespace Transcoder.Encoder.Outcomes;

/// <summary>How one execution ended. These are the expected endings; surprises are thrown.</summary>
public abstract record EncodeOutcome
{
    private EncodeOutcome()
    {
    }

    /// <summary>The result stands in the storage.</summary>
    public sealed record Encoded(TranscodeCompleted Report) : EncodeOutcome;

    /// <summary>There is no result.</summary>
    public sealed record Failed(TranscodeFailed Report) : EncodeOutcome;

    /// <summary>The order is not for this encoder.</summary>
    public sealed record Declined(TranscodeDeclined Report) : EncodeOutcome;

    /// <summary>Stopped because this process stops; the order goes back to the broker.</summary>
    /// <param name="Report">Null when nobody was told that it began, or when nobody can be told.</param>
    public sealed record HandedBack(TranscodeHandedBack? Report = null) : EncodeOutcome;
}
