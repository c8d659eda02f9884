using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>
/// One film, decoded by one ffmpeg that waits for whoever reads the pictures: these as thumbnails, its sound as traces, with the times that it has
/// beside the picture. ffmpeg keeps the file's own times: else it counts those of a transport stream from the first packet of what it was told to
/// read. Used once.
/// </summary>
internal sealed class DecodedFilm(ToolRunner runner, FilmReading reading)
{
    // The two films that are compared do not keep step by themselves.
    private const int Ahead = 32;

    // Matroska counts milliseconds: of times so much longer each is a sample.
    private const int Stretch = SoundTrace.SampleRate / 1000;

    // Matroska takes no times that run backwards, which "-xerror" makes an error of the film; only what is decoded may be one.
    private static readonly string Forwards = $"='if(isnan(PREV_OUTPTS),{Stretch}*PTS,max({Stretch}*PTS,PREV_OUTPTS))'";

    // Where channels get fewer in the middle, ffmpeg makes whole numbers quieter, lest they overflow, and the floating-point ones of encoders it does not.
    private const string NotQuieter = "rematrix_maxval=1000";

    // Sound may come before the picture, but never by so much that this leaves anything negative, which Matroska cannot say.
    private static readonly TimeSpan Offset = TimeSpan.FromSeconds(10);

    private readonly Channel<byte[]> _pictures = Channel.CreateBounded<byte[]>(Ahead);
    private readonly List<byte[]> _shown = [];
    private readonly List<Action> _early = [];
    private readonly List<SoundTrace> _sound = [.. reading.Tracks.Select(_ => new SoundTrace())];
    private TimeSpan? _zero = reading.Zero;

    /// <summary>One per track; whole when ffmpeg has ended.</summary>
    public IReadOnlyList<SoundTrace> Sound => _sound;

    /// <returns>The next picture; null after the last one.</returns>
    public async Task<byte[]?> NextPictureAsync() =>
        await _pictures.Reader.WaitToReadAsync().ConfigureAwait(false) && _pictures.Reader.TryRead(out var picture) ? picture : null;

    /// <summary>Runs ffmpeg. Whoever calls it reads to the last picture, also after a cancellation.</summary>
    /// <param name="idleLimit">ffmpeg is killed when it does nothing for so long.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public async Task<ToolResult> RunAsync(TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var matroska = new MatroskaReader(Take);
        try
        {
            return await runner.StreamAsync(
                new ToolRequest { Program = "ffmpeg", Arguments = Arguments(), Confinement = Confinement.To(reading.Path), IdleLimit = idleLimit },
                async bytes =>
                {
                    matroska.Add(bytes.Span);
                    foreach (var picture in _shown)
                    {
                        await _pictures.Writer.WriteAsync(picture, CancellationToken.None).ConfigureAwait(false);
                    }

                    _shown.Clear();
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _pictures.Writer.Complete();
        }
    }

    // Threads of filters cost more than they do on pictures that get this small: a quarter of all (ffmpeg 5.1).
    private IReadOnlyList<string> Arguments() =>
    [
        "-v", "error", "-nostdin", "-filter_threads", "1", .. reading.Options, .. FfmpegPath.Input(reading.Path), "-copyts",
        .. reading.Picture is { } picture ? (string[])["-map", picture] : [], .. reading.Tracks.SelectMany(track => (string[])["-map", track]),
        "-map_metadata", "-1", "-map_chapters", "-1",
        "-vf", string.Join(',', [.. reading.Filters, $"scale={Thumbnail.Width}:{Thumbnail.Height}:flags=area", "format=gray", $"setpts{Forwards}"]),
        .. PictureTimes.Kept, "-c:v", "rawvideo",
        "-af", $"aresample={Text(SoundTrace.SampleRate)}:out_sample_fmt=s16:{NotQuieter},asetpts{Forwards}", "-c:a", "pcm_s16le",
        "-max_muxing_queue_size", "9999", "-max_interleave_delta", Text(Stretch * 10_000_000), "-avoid_negative_ts", "disabled",
        "-output_ts_offset", Text(Stretch * (int)Offset.TotalSeconds),
        "-f", "matroska", "pipe:1",
    ];

    private void Take(int stream, TimeSpan stretched, int channels, ReadOnlySpan<byte> content)
    {
        var start = (stretched / Stretch) - Offset;
        if (stream == 0 && reading.Picture is not null)
        {
            _shown.Add(content.ToArray());
            _zero ??= start;
            _early.ForEach(take => take());
            _early.Clear();
            return;
        }

        var trace = _sound[reading.Picture is null ? stream : stream - 1];
        if (_zero is { } zero)
        {
            trace.Add(start - zero, channels, MemoryMarshal.Cast<byte, short>(content));
            return;
        }

        // A moment of sound before the first picture.
        var kept = content.ToArray();
        _early.Add(() => trace.Add(start - _zero!.Value, channels, MemoryMarshal.Cast<byte, short>(kept)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
