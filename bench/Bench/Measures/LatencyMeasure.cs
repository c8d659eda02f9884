using System.Globalization;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>From the end of a file's quiet period to the broker's confirmation of its order, on a farm that does nothing else.</summary>
internal sealed class LatencyMeasure(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh) : IMeasure
{
    private const double Target = 400;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public string Name => "latency";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var clip = await new ClipMaker(tools, tree).PartAsync(1, cancellationToken);
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, BenchProfile.OneThread, cancellationToken);
        await farm.StartAsync(1, EncoderCheck.Counts, cancellationToken);
        var latencies = new List<double>();
        for (var number = 1; number <= options.Drops; number++)
        {
            latencies.Add(await DropAsync(farm, clip, string.Create(CultureInfo.InvariantCulture, $"drop-{number}.mkv"), cancellationToken));
        }

        return [new Figure("latency.drop-to-order", Figure.Median(latencies), Target, "ms", Figure.Texts(latencies))];
    }

    private static async Task<double> DropAsync(BenchFarm farm, string clip, string name, CancellationToken cancellationToken)
    {
        farm.Drop(clip, name);
        var dropped = Watch.Now;
        await Watch.ForAsync<bool>(
            () => Task.FromResult<bool?>(File.Exists(farm.Completed(name)) && !File.Exists(farm.Incoming(name)) ? true : null),
            Look, Limit, farm.State, cancellationToken);
        var published = await farm.Database.PublishedAtAsync(farm.IncomingPath(name));
        return (published!.Value - dropped - BenchFarm.QuietPeriod).TotalMilliseconds;
    }
}
