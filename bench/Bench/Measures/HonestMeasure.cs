using System.Globalization;
using Transcoder.Bench.Films;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Bench.Measures;

/// <summary>Honest encodes of difficult films, good and very poor, before the encoders' own check: it may refuse none.</summary>
internal sealed class HonestMeasure(BenchOptions options, ToolRunner tools) : IMeasure
{
    private static readonly (string Name, string[] Arguments)[] Encodes =
    [
        ("x264", ["-c:v", "libx264", "-preset", "medium", "-crf", "21"]),
        ("x264-poor", ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "42"]),
        ("x265", ["-c:v", "libx265", "-preset", "fast", "-crf", "28", "-x265-params", "log-level=error"]),
        ("x265-poor", ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "44", "-x265-params", "log-level=error"]),
        ("svt-av1", ["-c:v", "libsvtav1", "-preset", "8", "-crf", "35"]),
        ("svt-av1-poor", ["-c:v", "libsvtav1", "-preset", "10", "-crf", "58"]),
        ("vp9", ["-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "33", "-cpu-used", "5", "-row-mt", "1"]),
        ("vp9-poor", ["-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "60", "-cpu-used", "8", "-deadline", "realtime", "-row-mt", "1"]),
    ];

    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(2);

    public string Name => "honest";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var check = new SimilarityCheck(tools);
        var result = tree.At("result.mkv");
        var (encodes, refused) = (0, new List<string>());
        foreach (var film in (await new Materials(tools, tree).MakeAsync(cancellationToken)).Take(options.Materials))
        {
            foreach (var (name, arguments) in Encodes)
            {
                await Clips.FfmpegAsync(["-i", film, .. arguments, "-fps_mode", "passthrough", result], cancellationToken);
                encodes++;
                var outcome = await check.RunAsync(new FilmPair { Result = result, Source = film, Picture = 0 }, IdleLimit, cancellationToken);
                if (outcome is not { Clean: true, Difference: null } || outcome.Frames != outcome.SourceFrames)
                {
                    var problem = outcome.Difference ?? $"{outcome.Frames} of {outcome.SourceFrames} frames, {string.Join(" / ", outcome.ErrorTail)}";
                    refused.Add($"{Path.GetFileNameWithoutExtension(film)} {name}: {problem}");
                }
            }
        }

        return [new Figure("honest.refused", refused.Count, 0, "", string.Create(CultureInfo.InvariantCulture, $"of {encodes} encodes {string.Join("; ", refused)}"))];
    }
}
