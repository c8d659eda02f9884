namespace Transcoder.Coordinator.Completion;

/// <summary>The coordinator's own look at one track of sound. Times are null where the file does not tell them.</summary>
public sealed record TrackIndex
{
    /// <summary>The index over all kinds.</summary>
    public required int Stream { get; init; }

    /// <summary>All packets, also those that an edit list hides.</summary>
    public required long Packets { get; init; }

    /// <summary>Of the first packet, from the first picture that is shown; negative where the sound is there before.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>Of the first packet that no edit list hides, likewise.</summary>
    public TimeSpan? ShownStart { get; init; }

    /// <summary>From the first packet's beginning to the last one's end.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>The same of the packets that no edit list hides.</summary>
    public TimeSpan? ShownLength { get; init; }

    /// <summary>Of the longest packet.</summary>
    public TimeSpan? Block { get; init; }

    /// <summary>Hertz.</summary>
    public int? SampleRate { get; init; }

    /// <summary>The same track beside a picture that begins so much later.</summary>
    public TrackIndex Earlier(TimeSpan time) => this with { Start = Start - time, ShownStart = ShownStart - time };
}
