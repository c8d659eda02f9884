using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Bench.Peers;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>A batch of films through the farm, through xargs and through GNU parallel, in turns.</summary>
internal sealed class ThroughputMeasure(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh) : IMeasure
{
    private const int Workers = 2;

    public string Name => "throughput";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var side = new FarmSide(options, tools, broker, ssh);
        var profile = BenchProfile.OneThread;
        var batch = await side.BatchAsync(tree, profile, cancellationToken);
        List<double> farm = [], xargs = [], parallel = [];
        for (var run = 1; run <= options.Repeats; run++)
        {
            xargs.Add(await FarmSide.TellAsync("xargs", () => new XargsPeer(tools).SecondsAsync(batch, Workers, cancellationToken)));
            farm.Add(await FarmSide.TellAsync("farm", () => side.SecondsAsync(batch, profile, Workers, EncoderCheck.Counts, cancellationToken)));
            parallel.Add(await FarmSide.TellAsync("parallel", () => new ParallelPeer(tools, ssh).SecondsAsync(batch, Workers, cancellationToken)));
        }

        return
        [
            Figure.Ratio("throughput.xargs", farm, xargs, 1.05),
            Figure.Ratio("throughput.parallel", farm, parallel, 1),
        ];
    }
}
