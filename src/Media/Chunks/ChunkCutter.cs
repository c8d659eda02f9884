using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Chunks;

/// <summary>Cuts the packets that a piece of the picture needs out of a film, without decoding them.</summary>
public sealed class ChunkCutter(ToolRunner runner)
{
    /// <param name="source">A file on this machine.</param>
    /// <param name="stream">The picture's index over all kinds.</param>
    /// <param name="chunk">As planned for this file.</param>
    /// <param name="destination">Overwritten with a Matroska file of one stream. What stands there after a failure is the caller's to remove.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public Task<ToolResult> CutAsync(string source, int stream, Chunk chunk, string destination, CancellationToken cancellationToken) =>
        runner.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments = Arguments(source, stream, chunk, destination),
                Confinement = Confinement.To(source) with { Writes = destination },
            },
            cancellationToken);

    /// <summary>The command line, by value.</summary>
    internal static IReadOnlyList<string> Arguments(string source, int stream, Chunk chunk, string destination) =>
    [
        "-v", "error", "-nostdin", "-y", "-copyts", .. At("-ss", chunk.CutFrom), .. At("-to", chunk.CutTo), .. FfmpegPath.Input(source),
        "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream}"), "-c", "copy",

        // A recording may hold pictures before its first keyframe, and of HEVC ffmpeg shows them (5.1).
        .. chunk.CutFrom is null ? ["-copyinkf"] : Array.Empty<string>(), "-map_metadata", "-1", "-map_chapters", "-1",
        "-avoid_negative_ts", "disabled", "-output_ts_offset", CutClock.OffsetSeconds.ToString(CultureInfo.InvariantCulture),
        "-f", "matroska", FfmpegPath.Of(destination),
    ];

    private static string[] At(string option, double? seconds) =>
        seconds is { } time ? [option, time.ToString("0.000000", CultureInfo.InvariantCulture)] : [];
}
