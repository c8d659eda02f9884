using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

/// <summary>Results that are wrong in one way each, before the check that every encoder does unless it is told otherwise.</summary>
public sealed class SabotageTests : IDisposable
{
    private const int Frames = 250;

    private static readonly EncodeSettings Settings =
        Doubles.Orders.H264 with { Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }] };

    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>For each place of the result the place in the source that it shows.</summary>
    public static TheoryData<string, Func<int, int>> Orderings => new()
    {
        { "a second doubled over the next", at => at is >= 125 and < 150 ? at - 25 : at },
        { "two seconds swapped", at => at switch { >= 50 and < 75 => at + 75, >= 125 and < 150 => at - 75, _ => at } },
        { "a second frozen", at => at is >= 125 and < 150 ? 125 : at },
        { "a second backwards", at => at is >= 125 and < 150 ? 274 - at : at },
        { "a frame dropped and one doubled a second later", at => at is >= 100 and < 125 ? at + 1 : at },
        { "a frame doubled and one dropped a second later", at => at is > 100 and <= 125 ? at - 1 : at },
        { "the whole film a frame late", at => Math.Max(0, at - 1) },
    };

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "cut at 70 %", bytes => bytes[..(bytes.Length * 7 / 10)] },
        { "without its last 1000 bytes", bytes => bytes[..^1000] },
        { "one bit flipped", bytes => Flipped(bytes, 1) },
        { "20 bits flipped", bytes => Flipped(bytes, 20) },
        { "4 KiB zeroed", bytes => [.. bytes.Select((one, at) => at >= bytes.Length / 2 && at < (bytes.Length / 2) + 4096 ? (byte)0 : one)] },
    };

    private string Source => _tree.At("source.mkv");

    private string Result => _tree.At("result.mkv");

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("libx264", "51")]
    [InlineData("libx265", "51")]
    [InlineData("libsvtav1", "63")]
    [InlineData("libvpx-vp9", "63")]
    public async Task The_poorest_honest_result_passes(string encoder, string crf)
    {
        await MakeSourceAsync();
        string[] quick = encoder switch { "libvpx-vp9" => ["-b:v", "0", "-cpu-used", "8"], "libsvtav1" => ["-preset", "12"], _ => ["-preset", "ultrafast"] };
        await MakeResultAsync(["-c:v", encoder, "-crf", crf, .. quick]);
        var codec = encoder switch { "libx264" => VideoCodec.H264, "libx265" => VideoCodec.Hevc, "libsvtav1" => VideoCodec.Av1, _ => VideoCodec.Vp9 };

        Assert.Null(await CheckAsync(Settings with { Video = Settings.Video with { Codec = codec } }));
    }

    [Theory]
    [MemberData(nameof(Orderings))]
    public async Task Frames_in_wrong_places_are_refused(string what, Func<int, int> source)
    {
        await MakeSourceAsync();
        await MakeResultAsync(["-vf", $"shuffleframes={string.Join(' ', Enumerable.Range(0, Frames).Select(source))}"]);

        await RefusesAsync(what);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Frames_in_their_neighbours_places_are_refused_where_grain_is_lost(int offset)
    {
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25", "-vf", "noise=alls=40:allf=t", "-frames:v", $"{Frames}",
                "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-pix_fmt", "yuv420p", Source,
            ],
            Stop);
        string[] poor = ["-preset", "fast", "-crf", "36"];
        var settings = Settings with { Streams = [] };
        await MakeResultAsync(poor);
        Assert.Null(await CheckAsync(settings));

        await MakeResultAsync([.. poor, "-vf", $"shuffleframes={string.Join(' ', Enumerable.Range(0, Frames).Select(at => at is >= 100 and < 130 ? at + offset : at))}"]);

        Assert.Contains(offset > 0 ? "1 places later" : "1 places earlier", (await CheckAsync(settings))?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damaged_files_are_refused(string what, Func<byte[], byte[]> damage)
    {
        await MakeSourceAsync();
        await MakeResultAsync([]);
        await File.WriteAllBytesAsync(Result, damage(await File.ReadAllBytesAsync(Result, Stop)), Stop);

        await RefusesAsync(what);
    }

    /// <summary>Of one bit, decoders make pictures without a word half of the time.</summary>
    [Theory]
    [InlineData("libx264", VideoCodec.H264)]
    [InlineData("libx265", VideoCodec.Hevc)]
    [InlineData("libsvtav1", VideoCodec.Av1)]
    public async Task One_flipped_bit_in_Matroska_is_refused_whatever_the_codec(string encoder, VideoCodec codec)
    {
        var settings = Settings with { Container = OutputContainer.Matroska, Video = Settings.Video with { Codec = codec } };
        await MakeSourceAsync();
        await MakeResultAsync(["-c:v", encoder, "-preset", encoder is "libsvtav1" ? "12" : "ultrafast"]);
        Assert.Null(await CheckAsync(settings));
        var bytes = await File.ReadAllBytesAsync(Result, Stop);

        for (var seed = 1; seed <= 6; seed++)
        {
            await File.WriteAllBytesAsync(Result, Flipped([.. bytes], 1, seed), Stop);

            Assert.Equal(FailureKind.CheckFailed, (await CheckAsync(settings))?.Kind);
        }
    }

    [Theory]
    [InlineData("drawbox=color=black:t=fill:enable='between(n,125,149)'")]
    [InlineData("drawbox=x=64:y=32:w=48:h=48:color=gray:t=fill:enable='between(n,125,149)'")]
    [InlineData("select='not(between(n,125,149))'")]
    [InlineData("boxblur=12:enable='between(n,125,149)'")]
    [InlineData("negate")]
    [InlineData("hflip")]
    public async Task Other_pictures_are_refused(string filter)
    {
        await MakeSourceAsync();
        await MakeResultAsync(["-vf", filter]);

        await RefusesAsync(filter);
    }

    [Fact]
    public async Task Another_film_of_the_same_length_is_refused()
    {
        await MakeSourceAsync();
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "mandelbrot=s=192x128:r=25", "-i", Source, "-map", "0:v", "-map", "1:a", "-frames:v", "250",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "copy", "-shortest", Result,
            ],
            Stop);

        await RefusesAsync("another film");
    }

    [Fact]
    public async Task A_result_without_its_sound_is_refused()
    {
        await MakeSourceAsync();
        await MakeResultAsync(["-an"]);

        await RefusesAsync("no sound");
    }

    [Fact]
    public async Task A_result_whose_last_packet_is_cut_is_refused_though_it_decodes_without_a_word()
    {
        await MakeSourceAsync();
        await Clips.FfmpegAsync(
            [
                "-i", Source, "-map", "0:v", "-fps_mode", "passthrough", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8",
                "-movflags", "+faststart", "-f", "mp4", Result,
            ],
            Stop);
        var settings = Settings with { Video = Settings.Video with { Codec = VideoCodec.Vp9 }, Streams = [] };
        Assert.Null(await CheckAsync(settings));

        await File.WriteAllBytesAsync(Result, (await File.ReadAllBytesAsync(Result, Stop))[..^1], Stop);

        Assert.Equal(FailureKind.CheckFailed, (await CheckAsync(settings))?.Kind);
    }

    private static byte[] Flipped(byte[] bytes, int bits, int seed = 1)
    {
        var random = new Random(seed);
        for (var bit = 0; bit < bits; bit++)
        {
            bytes[random.Next(bytes.Length / 4, bytes.Length * 3 / 4)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private Task<string> MakeSourceAsync() => Clips.MakeAsync(Source, new ClipShape { Frames = Frames }, Stop);

    private Task MakeResultAsync(IEnumerable<string> arguments) => Clips.FfmpegAsync(
        ["-i", Source, "-map", "0", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "28", "-c:a", "copy", .. arguments, Result], Stop);

    private async Task RefusesAsync(string what)
    {
        var failure = await CheckAsync(Settings);
        Assert.True(failure?.Kind is FailureKind.CheckFailed, $"{what} was not found");
        TestContext.Current.SendDiagnosticMessage("{0}: {1}", what, failure.Reason);
    }

    private Task<Outcomes.StepFailure?> CheckAsync(EncodeSettings settings)
    {
        var check = new ResultCheck(new FfprobeClient(_tools), new DecodeCheck(_tools), new SimilarityCheck(_tools), new SoundCheck(_tools), Options.Create(new EncoderOptions()));
        return check.RunAsync(Result, Source, settings, null, Frames, false, Stop);
    }
}
