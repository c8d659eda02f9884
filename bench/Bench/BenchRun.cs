using Transcoder.Bench.Measures;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench;

/// <summary>Runs the measures one after the other, each alone, and prints their figures.</summary>
internal static class BenchRun
{
    public static IReadOnlyList<string> Names { get; } =
        ["encode", "latency", "backlog", "load", "heartbeats", "honest", "sabotage", "throughput", "checked", "chunks", "pieces", "longfilm"];

    /// <returns>0 when every target is met, 1 when one is not, 2 for a measure that is not known.</returns>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        if (options.Measures.Except(Names).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no measure \"{unknown}\"; measures are {string.Join(", ", Names)}.");
            return 2;
        }

        await using var tools = new ToolRunner();
        await using var broker = await LocalBroker.RunAsync(cancellationToken);
        await using var ssh = await SshServer.StartAsync();
        foreach (var line in await Machine.DescribeAsync(tools, cancellationToken))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"RabbitMQ {broker.Version}");
        IMeasure[] measures =
        [
            new EncodeMeasure(options, tools),
            new LatencyMeasure(options, tools, broker, ssh),
            new BacklogMeasure(options, tools, broker, ssh),
            new LoadMeasure(options, broker, ssh),
            new HeartbeatsMeasure(options, broker, ssh),
            new HonestMeasure(options, tools),
            new SabotageMeasure(tools),
            new ThroughputMeasure(options, tools, broker, ssh),
            new CheckedMeasure(options, tools, broker, ssh),
            new ChunksMeasure(options, tools, broker, ssh),
            new PiecesMeasure(options, tools),
            new LongFilmMeasure(options, tools),
        ];
        var met = true;
        foreach (var measure in measures.Where(measure => options.Measures.Contains(measure.Name)))
        {
            await Console.Error.WriteLineAsync($"== {measure.Name}");
            foreach (var figure in await measure.RunAsync(cancellationToken))
            {
                Console.WriteLine(figure);
                met &= figure.Met;
            }
        }

        return met ? 0 : 1;
    }
}
