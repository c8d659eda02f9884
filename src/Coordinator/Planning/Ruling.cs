using Transcoder.Contracts;

namespace Transcoder.Coordinator.Planning;

/// <summary>What becomes of one property of a picture.</summary>
internal sealed record Ruling
{
    private static readonly Func<VideoSettings, VideoSettings> Nothing = settings => settings;

    /// <summary>The result has it as the source does.</summary>
    public static Ruling Kept { get; } = new();

    /// <summary>What the order must say; nothing where ffmpeg does it by itself.</summary>
    public Func<VideoSettings, VideoSettings> Order { get; private init; } = Nothing;

    /// <summary>What changes, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>One sentence: why no encode with this profile can be right; null when one can.</summary>
    public string? Refusal { get; private init; }

    public static Ruling KeptBy(Func<VideoSettings, VideoSettings> order) => new() { Order = order };

    public static Ruling Converted(string note, Func<VideoSettings, VideoSettings>? order = null) => Converted([note], order);

    public static Ruling Converted(IReadOnlyList<string> notes, Func<VideoSettings, VideoSettings>? order = null) =>
        new() { Notes = notes, Order = order ?? Nothing };

    public static Ruling Refused(string reason) => new() { Refusal = reason };
}
