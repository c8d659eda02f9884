using System.Globalization;
using System.Text.Json;
using Transcoder.Media.Containers;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffprobe;

/// <summary>Asks ffprobe about files on this machine; may be called concurrently. Cancellation kills the tool.</summary>
public sealed class FfprobeClient(ToolRunner runner)
{
    // More than one, since the first pictures of a broadcast may lean on those before it.
    private const string FirstPackets = "%+#8";

    // The index of the longest film takes some hundred megabytes, and the first pictures of the largest take as many.
    private const long HeaderMemory = 2L << 30;
    private const int LongestHeader = 16 * 1024 * 1024;
    private static readonly TimeSpan HeaderLimit = TimeSpan.FromSeconds(60);

    /// <summary>One look at the header, about 0.2 s of CPU; given up after 60 s.</summary>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    /// <exception cref="IOException">The header is longer than any film's, or ffprobe's answer is no JSON.</exception>
    public async Task<ProbeOutcome> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments = ["-v", "error", "-show_format", "-show_streams", "-show_chapters", "-show_data_hash", "sha256", "-of", "json", .. FfmpegPath.Input(path)],
            Confinement = Alone(path),
            Limit = HeaderLimit,
        };
        var (result, output) = await runner.CaptureAsync(request, LongestHeader, cancellationToken).ConfigureAwait(false);
        var words = ToolWords.Without(result.ErrorTail, path);
        if (UnreadableReason.OutOfProportion(words) is { } reason)
        {
            return new ProbeOutcome.Unreadable(reason, words, OutOfProportion: true);
        }

        if (!result.Succeeded)
        {
            return new ProbeOutcome.Unreadable(Reason(result, words, path), words);
        }

        var probe = FfprobeReading.ToProbe(Parse(output));
        if (new FileInfo(path) is { Exists: true } file && UnreadableReason.OutOfProportion(probe, file.Length) is { } senseless)
        {
            return new ProbeOutcome.Unreadable(senseless, words, OutOfProportion: true);
        }

        return probe.Formats.Count > 0 && probe.Streams.Count > 0
            ? new ProbeOutcome.Probed(probe)
            : new ProbeOutcome.Unreadable("The file holds no streams.", words);
    }

    /// <summary>
    /// As <see cref="ProbeAsync"/>, with what ffprobe does not say of the main video: its cropping, and, where the header may be silent on HDR or fields,
    /// what its first frames tell.
    /// </summary>
    /// <inheritdoc cref="ProbeAsync"/>
    public Task<ProbeOutcome> ProbeWithFramesAsync(string path, CancellationToken cancellationToken) => ProbeAsync(path, MayHide, cancellationToken);

    /// <summary>
    /// As <see cref="ProbeWithFramesAsync"/>, with what the first frames of any codec tell, since many headers are silent on fields, captions and HDR, and,
    /// of recordings, with what all streams are here and there.
    /// </summary>
    /// <inheritdoc cref="ProbeAsync"/>
    public async Task<ProbeOutcome> ProbeSourceAsync(string path, CancellationToken cancellationToken)
    {
        var outcome = await ProbeAsync(path, _ => true, cancellationToken).ConfigureAwait(false);
        if (outcome is not ProbeOutcome.Probed { Probe: var probe } || probe is not { MainVideo: { } video, Duration: { } duration } || !IsRecording(probe, video))
        {
            return outcome;
        }

        var looks = StreamLooks.Spread(video.Start ?? TimeSpan.Zero, duration);

        // Of a recording whose clock jumps each look may read to the end.
        var forms = await new StreamLooks(runner).ReadAsync(path, null, looks, cancellationToken, HeaderLimit).ConfigureAwait(false);
        return new ProbeOutcome.Probed(
            probe with { Streams = [.. probe.Streams.Select(stream => stream with { Forms = forms.GetValueOrDefault(stream.Index) ?? [] })] });
    }

    private async Task<ProbeOutcome> ProbeAsync(string path, Func<MediaStream, bool> mayHide, CancellationToken cancellationToken)
    {
        var outcome = await ProbeAsync(path, cancellationToken).ConfigureAwait(false);
        if (outcome is not ProbeOutcome.Probed { Probe: var probe } || probe.MainVideo is not { } video)
        {
            return outcome;
        }

        var cropped = video with { Cropping = await ContainerCropping.FindAsync(path, cancellationToken).ConfigureAwait(false) };
        var told = mayHide(video) ? await AddFramesAsync(path, cropped, cancellationToken).ConfigureAwait(false) : cropped;
        return new ProbeOutcome.Probed(probe with { Streams = [.. probe.Streams.Select(stream => stream.Index == video.Index ? told : stream)] });
    }

    /// <summary>Reads the time stamps of every packet, without decoding.</summary>
    /// <param name="path">As for <see cref="ProbeAsync"/>.</param>
    /// <param name="stream">The index over all kinds; null for every stream.</param>
    /// <param name="each">Called in the file's order, never concurrently. Nothing is kept.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <param name="first">How much of the film is read; null reads the whole file.</param>
    /// <returns>Its end, and the clocks of the streams; packets seen before a failure are no whole.</returns>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public async Task<(ToolResult Result, IReadOnlyDictionary<int, StreamClock> Clocks)> ReadPacketsAsync(
        string path, int? stream, Action<MediaPacket> each, CancellationToken cancellationToken, TimeSpan? first = null)
    {
        var clocks = new Dictionary<int, StreamClock>();
        string[] selected = stream is { } index ? ["-select_streams", index.ToString(CultureInfo.InvariantCulture)] : [];
        string[] window = first is { TotalSeconds: var seconds } ? ["-read_intervals", string.Create(CultureInfo.InvariantCulture, $"%+{seconds}")] : [];
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments =
            [
                "-v", "error", .. selected, .. window, "-show_entries", "packet=stream_index,pts,duration,flags:stream=index,time_base,sample_rate",
                "-of", "compact", .. FfmpegPath.Input(path),
            ],
            Confinement = Alone(path),
            OutputLine = line =>
            {
                if (MediaPacket.TryParse(line, out var packet))
                {
                    each(packet);
                }
                else if (StreamClock.TryParse(line, out var of, out var clock))
                {
                    clocks[of] = clock;
                }
            },
        };
        return (await runner.RunAsync(request, cancellationToken).ConfigureAwait(false), clocks);
    }

    /// <summary>
    /// Decodes a picture and lists its frames, and what other streams hold, at the times that they have in an encode of the film: ffmpeg closes
    /// the jumps of some containers then, and makes up the times that others do not tell.
    /// </summary>
    /// <param name="path">As for <see cref="ProbeAsync"/>.</param>
    /// <param name="picture">The index over all kinds.</param>
    /// <param name="copied">Likewise, of streams whose packets are listed; which streams are encoded beside it decides how jumps are closed.</param>
    /// <param name="heard">Likewise, of sound that is decoded: what decoders leave out at its beginning is not there, and no packet tells of that.</param>
    /// <param name="each">Called in ffmpeg's order, never concurrently. Nothing is kept. What the container hides of the picture does not come.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>Its end, which errors that it got over do not spoil, and the clocks of the streams.</returns>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<(ToolResult Result, IReadOnlyDictionary<int, StreamClock> Clocks)> ReadFramesAsync(
        string path, int picture, IReadOnlyList<int> copied, IReadOnlyList<int> heard, Action<MediaPacket> each, CancellationToken cancellationToken)
    {
        int[] streams = [picture, .. copied, .. heard];
        var list = new FrameList(streams, each);
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-noautorotate", .. FfmpegPath.Input(path),
                .. streams.SelectMany(stream => (string[])["-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream}")]),
                "-c", "copy", "-c:0", "rawvideo", "-vf", "scale=16:16:flags=neighbor", .. PictureTimes.Kept,
                .. heard.SelectMany((_, index) => (string[])[string.Create(CultureInfo.InvariantCulture, $"-c:{1 + copied.Count + index}"), "pcm_s16le"]),
                "-max_muxing_queue_size", "9999", "-f", "framecrc", "pipe:1",
            ],
            Confinement = Confinement.To(path),
            OutputLine = list.Feed,
        };
        return (await runner.RunAsync(request, cancellationToken).ConfigureAwait(false), list.Clocks);
    }

    /// <summary>For an ffprobe that reads a whole index.</summary>
    internal static Confinement Alone(string path) => Confinement.To(path) with { Memory = HeaderMemory };

    private async Task<MediaStream> AddFramesAsync(string path, MediaStream video, CancellationToken cancellationToken)
    {
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments =
            [
                "-v", "error", "-select_streams", video.Index.ToString(CultureInfo.InvariantCulture), "-show_frames",
                "-read_intervals", FirstPackets, "-of", "json", .. FfmpegPath.Input(path),
            ],
            Confinement = Confinement.To(path),
            Limit = HeaderLimit,
        };
        var (result, output) = await runner.CaptureAsync(request, LongestHeader, cancellationToken).ConfigureAwait(false);

        // The header stands; what is wrong with the rest shows when it is encoded.
        return result.Succeeded ? FfprobeReading.AddFrames(video, Parse(output).Frames ?? []) : video;
    }

    // What was broadcast, and what was made of that without another encode.
    private static bool IsRecording(MediaProbe probe, MediaStream video) =>
        video.Codec is "mpeg2video" || probe.Formats.Any(format => format is "mpegts" or "mpeg");

    // HDR needs more than eight bits. MPEG-4 says of every frame by itself whether it is interlaced.
    private static bool MayHide(MediaStream video) =>
        video.PixelFormat is { } format && (format.Contains("10", StringComparison.Ordinal) || format.Contains("12", StringComparison.Ordinal))
        || video is { Codec: "mpeg4", FieldOrder: null or "unknown" };

    private static FfprobeDocument Parse(string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, FfprobeJson.Default.FfprobeDocument) ?? new FfprobeDocument();
        }
        catch (JsonException exception)
        {
            throw new IOException("ffprobe's answer is not the JSON that it was asked for.", exception);
        }
    }

    private static string Reason(ToolResult result, IReadOnlyList<string> words, string path) =>
        result.TimedOut ? "ffprobe did not get through the header in time."
        : new FileInfo(path) is not { Exists: true } file ? "The file is not there."
        : words.Count > 0 ? UnreadableReason.Of(file.Length, words)
        : $"ffprobe ended with {result.ExitCode}.";
}
