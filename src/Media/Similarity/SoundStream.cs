using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Decodes the sound of one film to traces, with the times that it has beside the picture. Both tools keep the file's own times: else ffmpeg counts
/// those of a transport stream from the first packet of what it was told to read.
/// </summary>
internal sealed class SoundStream(ToolRunner runner)
{
    private const int SampleRate = 8000;

    // Sound may come before the picture, but never by so much that this leaves anything negative, which Matroska cannot say.
    private static readonly TimeSpan Offset = TimeSpan.FromSeconds(10);

    /// <param name="path">A file on this machine.</param>
    /// <param name="zero">When the first picture is shown, as the file has it.</param>
    /// <param name="tracks">ffmpeg's names of the tracks, in order.</param>
    /// <param name="strict">Whether the least error in the file is to be said.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>One trace per track, and how the decoding ended.</returns>
    public async Task<(ToolResult Ended, IReadOnlyList<SoundTrace> Tracks)> ReadAsync(
        string path, TimeSpan zero, IReadOnlyList<string> tracks, bool strict, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var traces = tracks.Select(_ => new SoundTrace()).ToList();
        var sound = new MatroskaSound((track, start, channels, samples) => traces[track].Add(start - Offset - zero, SampleRate, channels, samples));
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", .. strict ? (string[])["-err_detect", "explode"] : [], "-threads", "1", .. FfmpegPath.Input(path), "-copyts",
                .. tracks.SelectMany(track => (string[])["-map", track]),
                "-map_metadata", "-1", "-map_chapters", "-1", "-filter_threads", "1", "-ar", Text(SampleRate), "-c:a", "pcm_s16le",
                "-max_muxing_queue_size", "9999", "-avoid_negative_ts", "disabled", "-output_ts_offset", Text((int)Offset.TotalSeconds),
                "-f", "matroska", "pipe:1",
            ],
            IdleLimit = idleLimit,
        };
        var ended = await runner.StreamAsync(
            request,
            (bytes, _) =>
            {
                sound.Add(bytes.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return (ended, traces);
    }

    /// <summary>
    /// When the first picture is shown, as the file has it. The header's start will not do: the first packets of a broadcast may lean on those
    /// before them and give no picture.
    /// </summary>
    /// <param name="path">A file on this machine.</param>
    /// <param name="picture">ffmpeg's name of the stream, such as "0:0".</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public async Task<TimeSpan> FirstPictureAsync(string path, string picture, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var (ticks, unit) = (0L, 0.0);
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-threads", "1", .. FfmpegPath.Input(path), "-copyts", "-map", picture, "-frames:v", "1",
                "-filter_threads", "1", "-vf", "scale=16:16:flags=neighbor",
                "-fps_mode", "passthrough", "-enc_time_base:v", "-1", "-f", "framecrc", "pipe:1",
            ],
            OutputLine = line =>
            {
                // "#tb 0: 1/12800", then stream, dts, pts, duration, size, checksum.
                if (line.Split([':', '/']) is ["#tb 0", var one, var many])
                {
                    unit = double.Parse(one, CultureInfo.InvariantCulture) / double.Parse(many, CultureInfo.InvariantCulture);
                }
                else if (line.Split(',') is ["0", _, var pts, ..])
                {
                    ticks = long.Parse(pts, CultureInfo.InvariantCulture);
                }
            },
            IdleLimit = idleLimit,
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return TimeSpan.FromSeconds(ticks * unit);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
