using System.Globalization;
using System.Text.Json;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>
/// One long film through a farm of two encoders, in chunks, against a farm of one, whole. Each encoder has one core, as if it were a machine of its own,
/// and coordinator, broker and storage share these cores with them.
/// </summary>
internal sealed class ChunksMeasure(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh) : IMeasure
{
    private const double LeastSpeedup = 1.7;
    private const double LargestGrowth = 1.015;
    private const double MostCpu = 1.06;
    private const string Film = "film.mkv";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    public string Name => "chunks";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var film = await new ClipMaker(tools, tree).LargeAsync(options.FilmSeconds, cancellationToken);
        var cores = await CoresAsync(tree, film, cancellationToken);
        var whole = await EncodeAsync(film, encoders: 1, cancellationToken);
        var shared = await EncodeAsync(film, encoders: 2, cancellationToken);
        return
        [
            cores,
            new Figure(
                "chunks.speedup", whole.Seconds / shared.Seconds, LeastSpeedup, "x",
                $"whole {Figure.Text(whole.Seconds)} s, in {Text(shared.Chunks)} chunks {Figure.Text(shared.Seconds)} s, of a film of {Text(options.FilmSeconds)} s") { AtLeast = true },
            new Figure("chunks.cpu", shared.Cpu / whole.Cpu, MostCpu, "x", $"{Figure.Text(shared.Cpu)} and {Figure.Text(whole.Cpu)} s, of the whole machine"),
            new Figure("chunks.size", (double)shared.Bytes / whole.Bytes, LargestGrowth, "x", $"{shared.Bytes} and {whole.Bytes} bytes"),
        ];
    }

    /// <summary>What no farm can exceed: how many times the work of one plain ffmpeg two of them do, each on a core.</summary>
    private async Task<Figure> CoresAsync(TempTree tree, string film, CancellationToken cancellationToken)
    {
        var part = tree.At("part.mkv");
        await Clips.FfmpegAsync(["-i", film, "-t", "15", "-map", "0:v:0", "-c", "copy", "file:" + part], cancellationToken);
        var settings = await BenchProfile.OneThread.PlanAsync(tools, part, cancellationToken);
        List<double> alone = [], beside = [];
        for (var run = 0; run < options.Repeats; run++)
        {
            alone.Add(await Watch.SecondsAsync(() => PlainAsync(0)));
            beside.Add(await Watch.SecondsAsync(() => Task.WhenAll(PlainAsync(0), PlainAsync(1))));
        }

        return new Figure("chunks.cores", 2 * Figure.Median(alone) / Figure.Median(beside), null, "x", $"alone {Figure.Texts(alone)} s, two {Figure.Texts(beside)} s");

        async Task PlainAsync(int core)
        {
            string[] arguments = ["--cpu-list", Text(core % Environment.ProcessorCount), "ffmpeg", .. BenchProfile.Arguments(settings, part, tree.At($"plain-{Text(core)}.mp4"))];
            Proof.Demand(await tools.RunAsync(new ToolRequest { Program = "taskset", Arguments = arguments }, cancellationToken), "ffmpeg");
        }
    }

    private async Task<Run> EncodeAsync(string film, int encoders, CancellationToken cancellationToken)
    {
        var load = Machine.Load();
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, BenchProfile.OneThread, cancellationToken);
        await farm.StartAsync(encoders, EncoderCheck.Similarity, cores: true, chunks: encoders > 1, cancellationToken);
        var (dropped, cpu) = (Watch.Now, Machine.Cpu());
        farm.Drop(film, Film);
        var ended = await Watch.ForAsync<DateTimeOffset>(
            () => Task.FromResult<DateTimeOffset?>(File.Exists(farm.Completed(Film)) ? Watch.Now : null), Look, Limit, farm.State, cancellationToken);
        var run = new Run(
            (ended - dropped - BenchFarm.QuietPeriod).TotalSeconds, (Machine.Cpu() - cpu).TotalSeconds,
            new FileInfo(farm.Completed(Film)).Length, await ChunksAsync(farm, cancellationToken));
        Proof.Demand(run.Chunks > 1 == encoders > 1, $"{run.Chunks} chunks on {encoders} encoders");
        await Console.Error.WriteLineAsync($"{Text(encoders)} encoders: {Figure.Text(run.Seconds)} s (load before: {load})");
        return run;
    }

    private static async Task<int> ChunksAsync(BenchFarm farm, CancellationToken cancellationToken)
    {
        using var client = farm.Client();
        using var jobs = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/jobs", UriKind.Relative), cancellationToken));
        return jobs.RootElement.GetProperty("jobs")[0].TryGetProperty("chunks", out var chunks) && chunks.ValueKind == JsonValueKind.Number ? chunks.GetInt32() : 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Run(double Seconds, double Cpu, long Bytes, int Chunks);
}
