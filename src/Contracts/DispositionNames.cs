namespace Transcoder.Contracts;

/// <summary>ffmpeg's and ffprobe's names of <see cref="Dispositions"/>, as ffmpeg(1) lists them for <c>-disposition</c>; version 5.1.</summary>
public static class DispositionNames
{
    /// <summary>Every mark that there is, with its name.</summary>
    public static IReadOnlyList<(string Name, Dispositions Mark)> All { get; } =
    [
        ("default", Dispositions.Default),
        ("forced", Dispositions.Forced),
        ("comment", Dispositions.Comment),
        ("hearing_impaired", Dispositions.HearingImpaired),
        ("visual_impaired", Dispositions.VisualImpaired),
        ("original", Dispositions.Original),
        ("dub", Dispositions.Dub),
    ];

    /// <summary>What <c>-disposition</c> takes for these marks, said even where there is none: ffmpeg would make the first track of a kind the default.</summary>
    public static string Of(Dispositions marks) =>
        string.Join('+', All.Where(named => marks.HasFlag(named.Mark)).Select(named => named.Name)) is { Length: > 0 } names ? names : "0";
}
