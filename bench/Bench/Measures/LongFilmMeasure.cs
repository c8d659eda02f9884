using System.Globalization;
using Transcoder.Bench.Films;
using Transcoder.Media.Chunks;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Measures;

/// <summary>What is done next to the storage for a long film in chunks, planning and joining, against reading that film once. All of it is in the page cache.</summary>
internal sealed class LongFilmMeasure(BenchOptions options, ToolRunner tools) : IMeasure
{
    private const double Most = 3;
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(10);

    public string Name => "longfilm";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var film = await new ClipMaker(tools, tree).RepeatedAsync(60 * options.LongFilmMinutes, cancellationToken);
        var (reading, planning, joining) = (new List<double>(), new List<double>(), new List<double>());
        ChunkPlan.Chunks? plan = null;
        for (var run = 0; run < options.Repeats; run++)
        {
            reading.Add(await Watch.SecondsAsync(() => ReadAsync(film, cancellationToken)));
            planning.Add(await Watch.SecondsAsync(async () => plan = await PlanAsync(film, cancellationToken)));
        }

        var pieces = await PiecesAsync(tree, film, plan!, cancellationToken);
        for (var run = 0; run < options.Repeats; run++)
        {
            joining.Add(await Watch.SecondsAsync(() => JoinAsync(tree, film, plan!, pieces, cancellationToken)));
        }

        var what = string.Create(
            CultureInfo.InvariantCulture, $"{options.LongFilmMinutes} minutes, {new FileInfo(film).Length >> 20} MiB, {pieces.Count} pieces");
        return
        [
            Ratio("longfilm.planning", planning, reading, what),
            Ratio("longfilm.joining", joining, reading, what),
        ];
    }

    private static Figure Ratio(string name, List<double> work, List<double> reading, string what) => new(
        name, Figure.Median(work) / Figure.Median(reading), Most, "x", $"{Figure.Texts(work)} s, reading {Figure.Texts(reading)} s; {what}");

    private async Task ReadAsync(string film, CancellationToken cancellationToken) => Proof.Demand(
        await tools.RunAsync(new ToolRequest { Program = "dd", Arguments = ["if=" + film, "of=/dev/null", "bs=128k", "status=none"] }, cancellationToken), "dd");

    private async Task<ChunkPlan.Chunks> PlanAsync(string film, CancellationToken cancellationToken)
    {
        var reader = new ChunkSourceReader(tools);
        if (await reader.ReadAsync(film, 0, cancellationToken) is not { } source || ChunkPlanner.Plan(source, Target, Minimum, 0) is not ChunkPlan.Chunks plan)
        {
            throw new InvalidOperationException("The film is not shared out");
        }

        await reader.FormsAsync(film, 0, plan.List, cancellationToken);
        return plan with { List = await reader.FromIdrAsync(film, source, plan.List, cancellationToken) };
    }

    /// <summary>The film's own picture, taken apart where the chunks begin, in the place of encodes.</summary>
    private static async Task<IReadOnlyList<string>> PiecesAsync(TempTree tree, string film, ChunkPlan.Chunks plan, CancellationToken cancellationToken)
    {
        var folder = tree.Folder("pieces");
        var cuts = plan.List.Skip(1).Select(chunk => (chunk.BeginMicroseconds / 1e6).ToString("0.000000", CultureInfo.InvariantCulture));
        await Clips.FfmpegAsync(
            [
                "-i", film, "-map", "0:v:0", "-c", "copy", "-f", "segment", "-segment_times", string.Join(',', cuts), "-reset_timestamps", "1",
                Path.Combine(folder, "%05d.mkv"),
            ],
            cancellationToken);
        var pieces = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        Proof.Demand(pieces.Count == plan.List.Count, $"{pieces.Count} pieces of {plan.List.Count} chunks");
        return pieces;
    }

    private async Task JoinAsync(TempTree tree, string film, ChunkPlan.Chunks plan, IReadOnlyList<string> pieces, CancellationToken cancellationToken)
    {
        var joined = await new ChunkStitcher(tools).StitchAsync(
            new ChunkStitch
            {
                Chunks = [.. pieces.Zip(plan.List, (path, chunk) => (path, chunk.BeginMicroseconds))],
                Source = film,
                PictureStream = 0,
                PictureOffset = plan.PictureOffset,
                Streams = [(1, null)],
                Format = "matroska",
                Destination = tree.At("joined.mkv"),
            },
            cancellationToken);
        Proof.Demand(joined, "ffmpeg");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
