using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>When a film's first picture is shown.</summary>
internal static class FirstPicture
{
    /// <summary>
    /// As the file has it. The header's start will not do: the first packets of a broadcast may lean on those before them and give no picture.
    /// </summary>
    /// <param name="runner">Runs ffmpeg.</param>
    /// <param name="path">A file on this machine.</param>
    /// <param name="picture">ffmpeg's name of the stream, such as "0:0".</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public static async Task<TimeSpan> FindAsync(
        ToolRunner runner, string path, string picture, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var first = TimeSpan.Zero;
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-threads", "1", .. FfmpegPath.Input(path), "-copyts", "-map", picture, "-frames:v", "1",
                "-filter_threads", "1", "-vf", "scale=16:16:flags=neighbor",
                .. PictureTimes.Kept, "-f", "framecrc", "pipe:1",
            ],
            OutputLine = line =>
            {
                // Stream, dts, pts, duration, size, checksum.
                if (line.Split(',') is ["0", _, var pts, ..])
                {
                    first = PictureTimes.Time(long.Parse(pts, CultureInfo.InvariantCulture));
                }
            },
            Confinement = Confinement.To(path),
            IdleLimit = idleLimit,
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return first;
    }
}
