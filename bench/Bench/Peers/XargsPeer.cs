using System.Globalization;
using System.Text;
using Transcoder.Bench.Films;
using Transcoder.Encoder.Encoding;
using Transcoder.Encodes;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Peers;

/// <summary><c>xargs -P ffmpeg</c>: the least that anything can take on one machine.</summary>
internal sealed class XargsPeer(ToolRunner tools)
{
    public async Task<double> SecondsAsync(Batch batch, int workers, CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var jobs = batch.CopyInto(tree.Folder("in"))
            .Select(copy => BenchProfile.Arguments(batch.Settings, copy, tree.At(Path.GetFileNameWithoutExtension(copy) + batch.Extension))).ToList();
        var request = new ToolRequest
        {
            Program = "xargs",
            Arguments = ["-0", "-P", Text(workers), "-n", Text(jobs[0].Count), "ffmpeg"],
            Input = Encoding.UTF8.GetBytes(string.Concat(jobs.SelectMany(job => job).Select(argument => argument + '\0'))),
            Environment = FfmpegArguments.Environment,
        };
        return await Watch.SecondsAsync(async () => Proof.Demand(await tools.RunAsync(request, cancellationToken), "xargs"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
