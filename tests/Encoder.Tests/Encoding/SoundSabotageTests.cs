using System.Globalization;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Encodes;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

/// <summary>Wrong sound under the right picture, and honest sound in every form, before the default check.</summary>
public sealed class SoundSabotageTests : IDisposable
{
    // Swells and falls a few times a second, never the same way twice, as speech does.
    private const string Speech = "aevalsrc='0.5*sin(1900*t)*pow(sin(7*t+3*sin(1.3*t)),8)':s=48000:d=10";
    private const string Other = "aevalsrc='0.5*sin(2500*t)*pow(sin(4.1*t+2*sin(2.9*t)),8)':s=48000:d=10";

    private const string Clicks = "aevalsrc='0.8*lt(mod(t,0.3),0.001)+0.02*(random(0)-0.5)':s=48000:d=10";

    // The same nowhere.
    private const string Noise = "anoisesrc=c=pink:a=0.3:r=48000:d=10:seed=1";

    private static readonly (string Ending, string Codec, string Encoder, StreamCodec Wanted)[] Ways =
    [
        ("mkv", "flac", "libopus", StreamCodec.Opus),
        ("mp4", "aac", "copy", StreamCodec.Copy),
        ("ts", "ac3", "aac", StreamCodec.Aac),
        ("mkv", "flac", "flac", StreamCodec.Flac),
    ];

    private static readonly Dictionary<string, StreamCodec> Codecs = new()
    {
        ["aac"] = StreamCodec.Aac,
        ["libopus"] = StreamCodec.Opus,
        ["flac"] = StreamCodec.Flac,
    };

    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Source => _tree.At("source.mkv");

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("silent", "-af", "volume=0")]
    [InlineData("two seconds silent", "-af", "volume=0:enable='between(t,4,6)'")]
    [InlineData("a second short", "-af", "atrim=end=9")]
    [InlineData("its first second missing", "-af", "atrim=start=1")]
    [InlineData("the other track's", "-map", "-0:1", "-map", "0:2")]
    public async Task Wrong_sound_is_refused(string what, params string[] arguments)
    {
        await MakeSourceAsync();
        var result = await EncodeAsync("result.mkv", ["-map", "0:1", "-c:a", "aac", .. arguments]);

        Assert.True(await CheckAsync(result, StreamCodec.Aac, 1) is { Kind: FailureKind.CheckFailed }, $"{what} was not found");
    }

    [Theory]
    [InlineData("0.06", "aac")]
    [InlineData("-0.06", "aac")]
    [InlineData("0.06", "libopus")]
    [InlineData("-0.06", "libopus")]
    [InlineData("0.06", "copy")]
    [InlineData("1", "copy")]
    public async Task Sound_beside_the_picture_is_refused(string seconds, string codec)
    {
        await MakeSourceAsync();
        string[] filters = codec is "libopus" ? await OpusFiltersAsync() : [];
        var result = await EncodeAsync("result.mkv", ["-itsoffset", seconds, "-i", Source, "-map", "1:1", "-c:a", codec, .. filters]);

        Assert.Equal(FailureKind.CheckFailed, (await CheckAsync(result, codec is "libopus" ? StreamCodec.Opus : StreamCodec.Copy, 1))?.Kind);
    }

    [Theory]
    [InlineData("aac")]
    [InlineData("libopus")]
    [InlineData("flac")]
    public async Task Sound_a_few_milliseconds_beside_the_picture_is_refused(string encoder)
    {
        var source = await MakeSourceAsync("source.mkv", Noise, "0", "0", ["-c:a", "flac"]);
        string[] filters = encoder is "libopus" ? await OpusFiltersAsync() : [];
        foreach (var milliseconds in (int[])[5, -5, 20, -20])
        {
            var size = Math.Abs(milliseconds);
            var seconds = (milliseconds / 1000m).ToString(CultureInfo.InvariantCulture);
            var result = await EncodeAsync("result.mkv", ["-itsoffset", seconds, "-i", source, "-map", "1:1", "-c:a", encoder, .. filters], source);

            // Matroska counts milliseconds.
            var reason = (await CheckAsync(result, source, Codecs[encoder], 1))?.Reason;
            Assert.Matches($@"^sound track 1 is ({size - 1}\.\d|{size}(\.\d)?) ms {(milliseconds > 0 ? "late" : "early")} at 0 s$", reason);
        }
    }

    [Fact]
    public async Task A_result_that_complains_behind_its_last_picture_is_refused()
    {
        var source = await MakeSourceAsync("source.mkv", "sine=r=48000:d=11", "0", "0", ["-c:a", "flac"]);
        var result = await EncodeAsync("result.mkv", ["-map", "0:1", "-c:a", "copy"]);
        Assert.Null(await CheckAsync(result, source, StreamCodec.Copy, 1));

        // The beginning of the last packet of sound.
        var bytes = await File.ReadAllBytesAsync(result, Stop);
        bytes.AsSpan(bytes.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xF8]), 2).Clear();
        await File.WriteAllBytesAsync(result, bytes, Stop);

        Assert.Equal("the result does not decode cleanly", (await CheckAsync(result, source, StreamCodec.Copy, 1))?.Reason);
    }

    [Fact]
    public async Task Tracks_that_changed_places_are_refused()
    {
        await MakeSourceAsync();
        var honest = await EncodeAsync("honest.mkv", ["-map", "0:1", "-map", "0:2", "-c:a", "copy"]);
        var swapped = await EncodeAsync("swapped.mkv", ["-map", "0:2", "-map", "0:1", "-c:a", "copy"]);

        Assert.Null(await CheckAsync(honest, StreamCodec.Copy, 1, 2));
        Assert.Equal(FailureKind.CheckFailed, (await CheckAsync(swapped, StreamCodec.Copy, 1, 2))?.Kind);
    }

    [Theory]
    [InlineData(Speech, "0", "0", "-ac", "1")]
    [InlineData(Speech, "0", "0", "-ac", "2")]
    [InlineData(Speech, "0", "0", "-ac", "6")]
    [InlineData(Noise, "0", "0", "-ac", "1")]
    [InlineData(Noise, "0", "0", "-ac", "6")]
    [InlineData(Noise, "1.2345", "0")]
    [InlineData(Noise, "0", "1.2345")]
    [InlineData(Clicks, "0", "0")]
    [InlineData(Noise, "0", "0", "-ar", "32000")]
    [InlineData(Speech, "2.7", "0")]
    [InlineData(Speech, "0", "2.7")]
    [InlineData(Speech, "0", "0", "-af", "atrim=end=4")]
    [InlineData(Speech, "0", "0", "-af", "apad=whole_dur=14")]
    [InlineData(Speech, "0", "0", "-af", "volume=-60dB")]
    [InlineData("anullsrc=d=10", "0", "0")]
    [InlineData("sine=d=10", "0", "0")]
    public async Task Honest_sound_passes(string sound, string soundStart, string pictureStart, params string[] arguments)
    {
        foreach (var (ending, codec, encoder, wanted) in Ways)
        {
            var source = await MakeSourceAsync($"source.{ending}", sound, soundStart, pictureStart, ["-c:a", codec, .. arguments]);
            string[] filters = encoder is "libopus" ? await OpusFiltersAsync() : [];
            var result = await EncodeAsync("result.mkv", ["-map", "0:1", "-c:a", encoder, .. filters], source);

            var failure = await CheckAsync(result, source, wanted, 1);
            Assert.True(failure is null, $"{ending} with {codec} to {encoder}: {failure?.Reason}");
        }
    }

    private async Task<string[]> OpusFiltersAsync() => FfmpegArguments.OpusFilters(1, await new OpusLead(_tools).FilterAsync("matroska", Stop));

    private async Task MakeSourceAsync() => await Clips.FfmpegAsync(
        [
            "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=10", "-f", "lavfi", "-i", Speech, "-f", "lavfi", "-i", Other, "-map", "0", "-map", "1", "-map", "2",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", Source,
        ],
        Stop);

    private async Task<string> MakeSourceAsync(string name, string sound, string soundStart, string pictureStart, string[] arguments)
    {
        await Clips.FfmpegAsync(
            [
                "-itsoffset", pictureStart, "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=10", "-itsoffset", soundStart, "-f", "lavfi", "-i", sound,
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-fps_mode", "passthrough", .. arguments, _tree.At(name),
            ],
            Stop);
        return _tree.At(name);
    }

    private async Task<string> EncodeAsync(string name, string[] arguments, string? source = null)
    {
        // With the ffmpeg that encodes for encoders, which Opus takes its place from.
        var inputs = arguments is ["-itsoffset", _, "-i", _, ..] ? 4 : 0;
        var ended = await _tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments =
                [
                    "-v", "error", "-nostdin", "-y", "-i", source ?? Source, .. arguments[..inputs], "-map", "0:0", "-c:v", "libx264", "-preset", "ultrafast",
                    "-fps_mode", "passthrough", "-enc_time_base:v", "1:90000", .. arguments[inputs..], _tree.At(name),
                ],
            },
            Stop);
        Assert.True(ended.Succeeded, string.Join('\n', ended.ErrorTail));
        return _tree.At(name);
    }

    private Task<Outcomes.StepFailure?> CheckAsync(string result, StreamCodec codec, params int[] tracks) => CheckAsync(result, Source, codec, tracks);

    private Task<Outcomes.StepFailure?> CheckAsync(string result, string source, StreamCodec codec, params int[] tracks)
    {
        var check = new ResultCheck(
            new FfprobeClient(_tools), new DecodeCheck(_tools), new SimilarityCheck(_tools), new SoundCheck(_tools), Options.Create(new EncoderOptions()));
        var settings = Doubles.Orders.H264 with
        {
            Streams = [.. tracks.Select(track => new StreamSettings { SourceStream = track, Kind = StreamKind.Audio, Codec = codec })],
        };
        return check.RunAsync(result, source, settings, null, 250, false, Stop);
    }
}
