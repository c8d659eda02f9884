using System.Globalization;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Contracts;
using Transcoder.FarmKit.Simulation;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>Many short jobs, encoders that copy, a false ffprobe, and a coordinator that is restarted three times: what is left is the coordinator's own work.</summary>
internal sealed class LoadMeasure(BenchOptions options, IBroker broker, SshServer ssh) : IMeasure
{
    private const int Encoders = 8;
    private const double RateTarget = 50;
    private const double MemoryTarget = 300;
    private const double GrowthTarget = 30;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>How each coordinator but the last one ends, when so many eighths of the jobs are done.</summary>
    private static readonly string[] Ends = ["KILL", "TERM", "KILL"];

    public string Name => "load";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var tools = new FfprobeDouble(tree.Root).Environment;
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, BenchProfile.OneThread, cancellationToken);
        var films = new CopiedFilms(farm.Storage, BenchProfile.OneThread.Name, options.Jobs);
        films.Drop();
        var encoders = new List<SimulatedEncoder>();
        try
        {
            for (var number = 1; number <= Encoders; number++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"encoder-{number}");
                encoders.Add(await SimulatedEncoder.StartAsync(name, farm.Host.AmqpUri, farm.Storage.Root, cancellationToken));
            }

            var figures = await RunAsync(farm, tools, cancellationToken);
            await IsEmptyAsync(farm, cancellationToken);
            var findings = films.Findings();
            Proof.Demand(findings.Count == 0, string.Join('\n', findings.Take(10)));
            return figures;
        }
        finally
        {
            await Task.WhenAll(encoders.Select(encoder => encoder.DisposeAsync().AsTask()));
        }
    }

    private async Task<IReadOnlyList<Figure>> RunAsync(BenchFarm farm, IReadOnlyDictionary<string, string> tools, CancellationToken cancellationToken)
    {
        List<ProgramCost> costs = [];
        var began = Watch.Now;
        var coordinator = farm.StartCoordinator(tools);
        await farm.KnowsAsync(Encoders, cancellationToken);
        foreach (var (end, eighths) in Ends.Zip(Enumerable.Range(1, Ends.Length)))
        {
            await DoneAsync(farm, options.Jobs * eighths / 8, cancellationToken);
            costs.Add(await coordinator.CostAsync());
            await TellAsync(farm, began, costs[^1], end);
            await coordinator.SignalAsync(end);
            await ((Task)coordinator.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            coordinator = farm.StartCoordinator(tools);
            await farm.KnowsAsync(Encoders, cancellationToken);
        }

        await DoneAsync(farm, options.Jobs / 2, cancellationToken);
        var warm = await coordinator.CostAsync();
        await DoneAsync(farm, options.Jobs, cancellationToken);
        var took = (Watch.Now - began - BenchFarm.QuietPeriod).TotalSeconds;
        costs.Add(await coordinator.CostAsync());
        await TellAsync(farm, began, costs[^1], "end");
        Proof.Demand(await farm.Database.JobsAsync() == options.Jobs, "there are more jobs than sources");
        return
        [
            new Figure(
                "load.jobs-per-second", options.Jobs / took, RateTarget, "/s",
                string.Create(CultureInfo.InvariantCulture, $"{options.Jobs} jobs in {took:0.0} s, {Ends.Length} restarts among them")) { AtLeast = true },
            new Figure("load.memory", costs.Max(cost => cost.PeakMegabytes), MemoryTarget, "MB", "the largest of all coordinators"),
            new Figure(
                "load.memory-growth", costs[^1].Megabytes - warm.Megabytes, GrowthTarget, "MB",
                $"over the last half of the jobs: from {Figure.Text(warm.Megabytes)} MB"),
            PerJob("load.cpu", costs[^1].Cpu - warm.Cpu, "of the coordinator itself"),
            PerJob("load.tools", costs[^1].Tools - warm.Tools, "of the false ffprobes, four starts"),
        ];
    }

    private Figure PerJob(string name, TimeSpan cpu, string detail) =>
        new(name, cpu.TotalMilliseconds / (options.Jobs - (options.Jobs / 2)), null, "ms", $"CPU for a job over the last half of the jobs: {detail}");

    private static Task<bool> DoneAsync(BenchFarm farm, int jobs, CancellationToken cancellationToken) => Watch.ForAsync<bool>(
        async () => await farm.Database.DoneAsync() >= jobs ? true : null, Look, Limit, farm.State, cancellationToken);

    private static async Task TellAsync(BenchFarm farm, DateTimeOffset began, ProgramCost cost, string then)
    {
        var done = await farm.Database.DoneAsync();
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{(Watch.Now - began).TotalSeconds:0.0} s: {done} done, {cost.Megabytes:0} MB, CPU {cost.Cpu.TotalSeconds:0.0} s and {cost.Tools.TotalSeconds:0.0} s of tools (load: {Machine.Load()}); {then}"));
    }

    /// <summary>Nothing waits, nothing is held, and nothing was put aside.</summary>
    private static async Task IsEmptyAsync(BenchFarm farm, CancellationToken cancellationToken)
    {
        await Watch.ForAsync<bool>(
            async () => (await farm.Host.QueuesAsync(cancellationToken)).All(queue => queue.IsEmpty || queue.Name == Queues.Heartbeats) ? true : null,
            Look, Limit, farm.State, cancellationToken);
        var names = await farm.Host.QueueNamesAsync(cancellationToken);
        Proof.Demand(!names.Any(name => name.EndsWith("_error", StringComparison.Ordinal)), "a message was put aside");
    }
}
