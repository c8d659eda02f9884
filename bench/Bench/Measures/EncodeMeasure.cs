using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Measures;

/// <summary><c>./transcoder encode</c> of one film against plain ffmpeg with the same arguments, in turns.</summary>
internal sealed class EncodeMeasure(BenchOptions options, ToolRunner tools) : IMeasure
{
    private const double Target = 2;

    private static readonly BenchProfile Standard = new(BuiltInProfiles.All.Single(profile => profile.VideoCodec == VideoCodec.H264));

    public string Name => "encode";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var film = await new ClipMaker(tools, tree).FilmAsync(cancellationToken);
        var settings = await Standard.PlanAsync(tools, film, cancellationToken);
        List<double> ours = [], plain = [];
        for (var run = 1; run <= options.Encodes; run++)
        {
            var result = tree.At("plain" + Standard.Extension);
            plain.Add(await Watch.SecondsAsync(() => BenchProfile.EncodeAsync(tools, settings, film, result, cancellationToken)));
            File.Delete(result);
            Directory.CreateDirectory(tree.At("out"));
            ours.Add(await Watch.SecondsAsync(() => EncodeAsync(film, tree.At("out"), cancellationToken)));
            Directory.Delete(tree.At("out"), recursive: true);
            await Console.Error.WriteLineAsync($"ffmpeg {Figure.Text(plain[^1])} s, encode {Figure.Text(ours[^1])} s (load: {Machine.Load()})");
        }

        return
        [
            new Figure(
                "encode.difference", Figure.Median(ours.Zip(plain, (our, their) => our - their)), Target, "s",
                $"encode {Figure.Texts(ours)} s, ffmpeg {Figure.Texts(plain)} s"),
        ];
    }

    private async Task EncodeAsync(string film, string folder, CancellationToken cancellationToken)
    {
        var ended = await tools.RunAsync(
            new ToolRequest { Program = TranscoderProgram.Path, Arguments = ["encode", film, "-o", folder, "--profile", Standard.Name] },
            cancellationToken);
        Proof.Demand(ended, "encode");
    }
}
