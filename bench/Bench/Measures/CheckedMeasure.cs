using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Bench.Peers;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>What the encoders' full check costs: a farm that does it against xargs, which checks nothing, for each codec.</summary>
internal sealed class CheckedMeasure(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh) : IMeasure
{
    private const int Workers = 2;

    public string Name => "checked";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var (profile, target) in BenchProfile.Checked)
        {
            using var tree = new TempTree();
            var side = new FarmSide(options, tools, broker, ssh);
            var batch = await side.BatchAsync(tree, profile, cancellationToken);
            List<double> farm = [], xargs = [];
            for (var run = 1; run <= options.Repeats; run++)
            {
                xargs.Add(await FarmSide.TellAsync("xargs", () => new XargsPeer(tools).SecondsAsync(batch, Workers, cancellationToken)));
                farm.Add(await FarmSide.TellAsync(
                    "farm", () => side.SecondsAsync(batch, profile, Workers, EncoderCheck.Similarity, cancellationToken)));
            }

            figures.Add(Figure.Ratio($"checked.{profile.Codec}", farm, xargs, target));
        }

        return figures;
    }
}
