using System.Net.Http.Json;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Coordinator.Api;
using Transcoder.FarmKit.Simulation;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>Very many busy encoders tell that they live, for a minute; the list of encoders is asked for meanwhile, once a second.</summary>
internal sealed class HeartbeatsMeasure(BenchOptions options, IBroker broker, SshServer ssh) : IMeasure
{
    private const double LagTarget = 1000;
    private const double GrowthTarget = 30;

    /// <summary>As the encoder has it.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public string Name => "heartbeats";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, BenchProfile.OneThread, cancellationToken);
        new CopiedFilms(farm.Storage, BenchProfile.OneThread.Name, options.Fleet).Drop();
        var coordinator = farm.StartCoordinator(new FfprobeDouble(tree.Root).Environment);
        await farm.KnowsAsync(0, cancellationToken);
        await using var fleet = await SimulatedFleet.StartAsync(options.Fleet, Interval, farm.Host.AmqpUri, cancellationToken);
        await Watch.ForAsync<bool>(() => Task.FromResult<bool?>(fleet.Busy == options.Fleet ? true : null), Look, Limit, farm.State, cancellationToken);
        await farm.KnowsAsync(options.Fleet, cancellationToken);
        return await MinuteAsync(farm, fleet, coordinator, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> MinuteAsync(
        BenchFarm farm, SimulatedFleet fleet, TranscoderProgram coordinator, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"load before: {Machine.Load()}");
        var (before, sentBefore, began) = (await coordinator.CostAsync(), fleet.Sent, Watch.Now);
        var lags = new Dictionary<long, double>();
        using var client = farm.Client();
        while (Watch.Now - began < Length)
        {
            await Task.Delay(Look, cancellationToken);
            foreach (var encoder in (await client.GetFromJsonAsync("/api/encoders", ApiJson.Default.IReadOnlyListEncoderView, cancellationToken))!)
            {
                if (encoder.FreeWorkBytes is { } number && fleet.SentAt(number) is { } sent && sent >= began)
                {
                    lags.TryAdd(number, (encoder.SeenAt - sent).TotalMilliseconds);
                }
            }
        }

        var (after, seconds) = (await coordinator.CostAsync(), (Watch.Now - began).TotalSeconds);
        var sorted = lags.Values.Order().ToList();
        return
        [
            new Figure(
                "heartbeats.lag", sorted[sorted.Count * 99 / 100], LagTarget, "ms",
                $"from sending to the list of encoders, 99 of 100; median {Figure.Text(Figure.Median(sorted))} ms, largest {Figure.Text(sorted[^1])} ms, {sorted.Count} of {fleet.Sent - sentBefore} seen"),
            new Figure(
                "heartbeats.cpu", 100 * (after.Cpu - before.Cpu).TotalSeconds / seconds, null, "%",
                $"of one core, for {Figure.Text((fleet.Sent - sentBefore) / seconds)} heartbeats and one list of encoders a second"),
            new Figure("heartbeats.memory", after.PeakMegabytes, null, "MB", "the coordinator's peak"),
            new Figure(
                "heartbeats.memory-growth", after.Megabytes - before.Megabytes, GrowthTarget, "MB", $"over the minute: from {Figure.Text(before.Megabytes)} MB"),
        ];
    }
}
