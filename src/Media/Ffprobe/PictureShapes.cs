using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffprobe;

/// <summary>Looks at keyframes here and there, since a header tells only how a film begins.</summary>
public sealed class PictureShapes(ToolRunner runner)
{
    private const int MostLooks = 60;
    private const int FewestLooks = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Decodes the keyframes of some seconds.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="stream">Of the picture, over all kinds.</param>
    /// <param name="times">In the file's own clock, ascending.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <returns>Size and, where pixels are not square, their shape, such as "720x576" or "720x576 16:15", each once: one for nearly every film.</returns>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string path, int stream, IEnumerable<decimal> times, CancellationToken cancellationToken)
    {
        var shapes = new List<string>();
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments =
            [
                "-v", "error", "-skip_frame", "nokey", "-select_streams", stream.ToString(CultureInfo.InvariantCulture),
                "-read_intervals", string.Join(',', times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time:0.000}%+1"))),
                "-show_entries", "frame=width,height,sample_aspect_ratio", "-of", "compact", .. FfmpegPath.Input(path),
            ],
            Confinement = Confinement.To(path),
            Limit = Limit,
            OutputLine = line =>
            {
                if (line.Split('|') is ["frame", var width, var height, var aspect, ..] && Shape(width[6..], height[7..], aspect[20..]) is var shape
                    && !shapes.Contains(shape))
                {
                    shapes.Add(shape);
                }
            },
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return shapes;
    }

    /// <summary>Places all over a film.</summary>
    /// <param name="start">Its first time stamp.</param>
    /// <param name="duration">Its length.</param>
    internal static IEnumerable<decimal> Spread(TimeSpan start, TimeSpan duration)
    {
        var count = Math.Clamp((int)(duration / BetweenLooks), FewestLooks, MostLooks);
        return Enumerable.Range(0, count).Select(index => (decimal)start.TotalSeconds + (decimal)(duration.TotalSeconds * (index + 0.5) / count));
    }

    private static string Shape(string width, string height, string aspect) =>
        aspect is "N/A" or "0:1" or "1:1" ? $"{width}x{height}" : $"{width}x{height} {aspect}";
}
