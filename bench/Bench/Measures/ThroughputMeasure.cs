using System.Globalization;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Bench.Peers;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>A batch of films through the farm, through xargs and through GNU parallel, in turns.</summary>
internal sealed class ThroughputMeasure(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh) : IMeasure
{
    private const int Workers = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    public string Name => "throughput";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var profile = BenchProfile.OneThread;
        var (film, seconds) = await new ClipMaker(tools, tree).LastingAsync(profile, options.ClipSeconds, cancellationToken);
        var batch = new Batch(
            film, await profile.PlanAsync(tools, film, cancellationToken), profile.Extension,
            [.. Enumerable.Range(1, options.Clips).Select(number => string.Create(CultureInfo.InvariantCulture, $"clip-{number}.mkv"))]);
        await Console.Error.WriteLineAsync($"{options.Clips} clips of about {Figure.Text(seconds)} s each");
        List<double> farm = [], xargs = [], parallel = [];
        for (var run = 1; run <= options.Repeats; run++)
        {
            xargs.Add(await TellAsync("xargs", () => new XargsPeer(tools).SecondsAsync(batch, Workers, cancellationToken)));
            farm.Add(await TellAsync("farm", () => FarmAsync(batch, profile, cancellationToken)));
            parallel.Add(await TellAsync("parallel", () => new ParallelPeer(tools, ssh).SecondsAsync(batch, Workers, cancellationToken)));
        }

        return
        [
            Ratio("throughput.xargs", farm, xargs, 1.05),
            Ratio("throughput.parallel", farm, parallel, 1),
        ];
    }

    private static Figure Ratio(string name, List<double> farm, List<double> peer, double target) => new(
        name, Figure.Median(farm) / Figure.Median(peer), target, "x", $"farm {Figure.Texts(farm)} s, peer {Figure.Texts(peer)} s");

    private static async Task<double> TellAsync(string who, Func<Task<double>> run)
    {
        var load = Machine.Load();
        var seconds = await run();
        await Console.Error.WriteLineAsync($"{who}: {Figure.Text(seconds)} s (load before: {load})");
        return seconds;
    }

    /// <summary>From the end of the quiet period to the last result in <c>completed/</c>; the farm runs already.</summary>
    private async Task<double> FarmAsync(Batch batch, BenchProfile profile, CancellationToken cancellationToken)
    {
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, profile, cancellationToken);
        await farm.StartAsync(Workers, cancellationToken);
        var dropped = Watch.Now;
        foreach (var name in batch.Names)
        {
            farm.Drop(batch.Film, name);
        }

        var ended = await Watch.ForAsync<DateTimeOffset>(
            () => Task.FromResult<DateTimeOffset?>(batch.Names.All(name => File.Exists(farm.Completed(name))) ? Watch.Now : null),
            Look, Limit, farm.State, cancellationToken);
        var same = await farm.Database.JobsWithSettingsAsync(SettingsJson.Write(batch.Settings).Hash);
        Proof.Demand(same == batch.Names.Count, $"{batch.Names.Count - same} orders had other settings than the peers");
        return (ended - dropped - BenchFarm.QuietPeriod).TotalSeconds;
    }
}
