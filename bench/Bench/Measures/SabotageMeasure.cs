using System.Globalization;
using Microsoft.Extensions.Options;
using Transcoder.Bench.Films;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Bench.Measures;

/// <summary>Wrong results of a real film, one thing each, before the encoders' own check: it may miss none.</summary>
internal sealed class SabotageMeasure(ToolRunner tools) : IMeasure
{
    private const int Frames = 250;

    private static readonly (string Name, string[] Arguments)[] Sabotages =
    [
        ("black", ["-vf", "drawbox=color=black:t=fill:enable='between(n,125,149)'"]),
        ("frozen", ["-vf", Shuffle(at => at is >= 125 and < 150 ? 125 : at)]),
        ("doubled", ["-vf", Shuffle(at => at is >= 125 and < 150 ? at - 25 : at)]),
        ("swapped", ["-vf", Shuffle(at => at switch { >= 50 and < 75 => at + 75, >= 125 and < 150 => at - 75, _ => at })]),
        ("backwards", ["-vf", Shuffle(at => at is >= 125 and < 150 ? 274 - at : at)]),
        ("late", ["-vf", Shuffle(at => Math.Max(0, at - 3))]),
        ("blurred", ["-vf", "boxblur=12:enable='between(n,125,149)'"]),
        ("patched", ["-vf", "drawbox=x=iw/3:y=ih/3:w=iw/4:h=ih/3:color=gray:t=fill:enable='between(n,125,149)'"]),
        ("dropped", ["-vf", "select='not(between(n,125,149))'"]),
        ("mirrored", ["-vf", "hflip"]),
        ("inverted", ["-vf", "negate"]),
        ("silent", ["-af", "volume=0"]),
        ("partly-silent", ["-af", "volume=0:enable='between(t,4,6)'"]),
        ("sound-short", ["-af", "atrim=end=9"]),
        ("sound-late", ["-af", "adelay=60:all=1,atrim=end=10"]),
        ("no-sound", ["-an"]),
    ];

    public string Name => "sabotage";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var (film, source, result) = (await new ClipMaker(tools, tree).FilmAsync(cancellationToken), tree.At("source.mkv"), tree.At("result.mkv"));
        await Clips.FfmpegAsync(
            [
                "-ss", "5", "-i", film, "-f", "lavfi", "-i", "aevalsrc='0.5*sin(1900*t)*pow(sin(7*t+3*sin(1.3*t)),8)':s=48000:d=10",
                "-map", "0:v:0", "-map", "1", "-frames:v", Text(Frames), "-r", "25", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                "-c:a", "flac", source,
            ],
            cancellationToken);
        var check = new ResultCheck(
            new FfprobeClient(tools), new DecodeCheck(tools), new SimilarityCheck(tools), new SoundCheck(tools), Options.Create(new EncoderOptions()));
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.H264, Crf = 23, Preset = "veryfast" },
            Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Aac }],
        };
        var missed = new List<string>();
        foreach (var (name, arguments) in Sabotages)
        {
            await Clips.FfmpegAsync(
                ["-i", source, "-c:v", "libx264", "-preset", "veryfast", "-fps_mode", "passthrough", "-c:a", "aac", .. arguments, result], cancellationToken);
            if (await check.RunAsync(result, source, settings, null, Frames, false, cancellationToken) is null)
            {
                missed.Add(name);
            }
        }

        return [new Figure("sabotage.missed", missed.Count, 0, "", string.Create(CultureInfo.InvariantCulture, $"of {Sabotages.Length}: {string.Join(' ', missed)}"))];
    }

    private static string Shuffle(Func<int, int> source) => $"shuffleframes={string.Join(' ', Enumerable.Range(0, Frames).Select(source).Select(Text))}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
