using System.Globalization;
using System.Text.RegularExpressions;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Measures;

/// <summary>What it costs a film to be encoded in chunks, in size and likeness to its source, with each built-in profile by <c>./transcoder encode</c>.</summary>
internal sealed partial class PiecesMeasure(BenchOptions options, ToolRunner tools) : IMeasure
{
    private const double LargestGrowth = 1.015;
    private const double LargestLoss = 0.001;

    public string Name => "pieces";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var film = await new ClipMaker(tools, tree).SilentAsync(options.PiecesSeconds, cancellationToken);
        var figures = new List<Figure>();
        foreach (var profile in BuiltInProfiles.All)
        {
            var whole = await EncodeAsync(tree, film, profile, 1, cancellationToken);
            var pieces = await EncodeAsync(tree, film, profile, 2, cancellationToken);
            figures.Add(new Figure(
                $"pieces.size.{profile.Name}", (double)pieces.Bytes / whole.Bytes, LargestGrowth, "x", $"{pieces.Bytes} and {whole.Bytes} bytes"));
            figures.Add(new Figure(
                $"pieces.ssim.{profile.Name}", whole.Likeness - pieces.Likeness, LargestLoss, "less",
                string.Create(CultureInfo.InvariantCulture, $"{pieces.Likeness:0.00000} and {whole.Likeness:0.00000}")));
        }

        return figures;
    }

    private async Task<(long Bytes, double Likeness)> EncodeAsync(
        TempTree tree, string film, Profile profile, int encoders, CancellationToken cancellationToken)
    {
        var output = tree.At($"{profile.Name}-{Text(encoders)}{WorkNames.Extension(profile.Container)}");
        var request = new ToolRequest
        {
            Program = TranscoderProgram.Path,
            Arguments = ["encode", film, "-o", output, "--profile", profile.Name, "--encoders", Text(encoders)],
            Environment = new Dictionary<string, string> { ["Commit__IfLarger"] = "Keep" },
        };
        Proof.Demand(await tools.RunAsync(request, cancellationToken), "encode");
        return (new FileInfo(output).Length, await LikenessAsync(film, output, cancellationToken));
    }

    /// <summary>SSIM over all frames, each against the one at its place (ffmpeg's filter ssim).</summary>
    private async Task<double> LikenessAsync(string film, string output, CancellationToken cancellationToken)
    {
        double? all = null;
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-hide_banner", "-nostats", "-nostdin", "-i", output, "-i", film,
                "-filter_complex", "[0:v]settb=AVTB,setpts=N/25/TB[a];[1:v]settb=AVTB,setpts=N/25/TB[b];[a][b]ssim", "-f", "null", "-",
            ],
            ErrorLine = line =>
            {
                if (All().Match(line) is { Success: true, Groups: [_, var value] })
                {
                    all = double.Parse(value.Value, CultureInfo.InvariantCulture);
                }
            },
        };
        Proof.Demand(await tools.RunAsync(request, cancellationToken), "ffmpeg");
        return all ?? throw new InvalidOperationException("ffmpeg told no SSIM");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"SSIM .* All:([0-9.]+)")]
    private static partial Regex All();
}
