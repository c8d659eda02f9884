using System.Globalization;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Measures;

/// <summary>One long film on two one-thread encoders, in chunks, against one one-thread encoder, whole: both by <c>./transcoder encode</c>.</summary>
internal sealed class ChunksMeasure(BenchOptions options, ToolRunner tools) : IMeasure
{
    private const double LeastSpeedup = 1.7;
    private const double LargestGrowth = 1.015;
    private const string Profile = "h264";

    public string Name => "chunks";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var film = await new ClipMaker(tools, tree).RepeatedAsync(options.FilmSeconds, cancellationToken);
        var (whole, wholeBytes) = await EncodeAsync(tree, film, encoders: 1, cancellationToken);
        var (shared, sharedBytes) = await EncodeAsync(tree, film, encoders: 2, cancellationToken);
        var detail = $"whole {Figure.Text(whole)} s, in chunks {Figure.Text(shared)} s, of a film of {Text(options.FilmSeconds)} s";
        return
        [
            new Figure("chunks.speedup", whole / shared, LeastSpeedup, "x", detail) { AtLeast = true },
            new Figure("chunks.size", (double)sharedBytes / wholeBytes, LargestGrowth, "x", $"{sharedBytes} and {wholeBytes} bytes"),
        ];
    }

    private async Task<(double Seconds, long Bytes)> EncodeAsync(TempTree tree, string film, int encoders, CancellationToken cancellationToken)
    {
        var output = tree.At($"on-{Text(encoders)}.mp4");
        var request = new ToolRequest
        {
            Program = TranscoderProgram.Path,
            Arguments = ["encode", film, "-o", output, "--profile", Profile, "--encoders", Text(encoders)],
            Environment = new Dictionary<string, string> { [$"Profiles__{Profile}__Threads"] = "1", ["Commit__IfLarger"] = "Keep" },
        };
        var seconds = await Watch.SecondsAsync(async () => Proof.Demand(await tools.RunAsync(request, cancellationToken), "encode"));
        await Console.Error.WriteLineAsync($"{Text(encoders)} encoders: {Figure.Text(seconds)} s (load: {Machine.Load()})");
        return (seconds, new FileInfo(output).Length);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
