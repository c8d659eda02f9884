using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Ffprobe;

/// <summary>Why ffprobe cannot read a file, in words for people who do not know ffmpeg. Pure. Texts of 5.1 to 9.0.</summary>
public static class UnreadableReason
{
    private const string Empty = "The file is empty.";

    /// <param name="bytes">Size of the file.</param>
    /// <param name="errorTail">What ffprobe said, at least one line, without the file's name.</param>
    /// <returns>One sentence.</returns>
    public static string Of(long bytes, IReadOnlyList<string> errorTail)
    {
        if (bytes == 0)
        {
            return Empty;
        }

        if (ForeignFormat(errorTail) is { } format)
        {
            return $"The file is in the format '{format}', which is not read: it is a list of other files, or no film.";
        }

        if (Says(errorTail, "moov atom not found"))
        {
            return "The file has no index (moov), without which no MP4 or MOV can be read: it was not written to its end, or it is no film.";
        }

        return Says(errorTail, "Invalid data found")
            ? "The file is no film in a format that ffmpeg knows: it is damaged at its beginning, or it is something else with the name of a film."
            : $"ffprobe cannot read the file: {errorTail[^1]}";
    }

    /// <summary>What no film needs; ffprobe may say it of a header that it has read nevertheless.</summary>
    /// <returns>One sentence; null for nothing of the kind.</returns>
    public static string? OutOfProportion(IReadOnlyList<string> errorTail) =>
        Says(errorTail, "exceeds specified max pixel count") ? $"The file claims a picture of more than {InputGuard.MaximumPoints} points."
        : Says(errorTail, "exceeds max_streams") ? $"The file claims more than {InputGuard.MaximumStreams} streams."
        : Says(errorTail, "Cannot allocate memory") ? "Reading the file takes more memory than there is for one."
        : null;

    /// <summary>
    /// As for what ffprobe says. Each frame takes a byte at least; ffmpeg's index of it takes twenty-four, before the first one is read. By the ending of
    /// a name ffprobe takes even no bytes for raw pictures.
    /// </summary>
    public static string? OutOfProportion(MediaProbe probe, long bytes) =>
        bytes == 0 ? Empty
        : probe.Streams.Any(stream => stream.Kind is MediaStreamKind.Video && stream.FrameCount > bytes) ? "The file claims more frames than it has bytes."
        : null;

    // "[hls @ 0x5581] Format not on whitelist 'matroska,…'".
    private static string? ForeignFormat(IReadOnlyList<string> errorTail) =>
        errorTail.FirstOrDefault(line => line.Contains("Format not on whitelist", StringComparison.Ordinal))?.Split(['[', ' '])[1];

    private static bool Says(IReadOnlyList<string> lines, string text) => lines.Any(line => line.Contains(text, StringComparison.Ordinal));
}
