using System.Globalization;
using Transcoder.Bench.Farms;
using Transcoder.Bench.Films;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Measures;

/// <summary>A coordinator that starts on a full folder; no encoder is there, so nothing but the intake is measured.</summary>
internal sealed class BacklogMeasure(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh) : IMeasure
{
    private const int FilesPerFolder = 1000;
    private const double OrderTarget = 10;
    private const double MemoryTarget = 300;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    public string Name => "backlog";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, BenchProfile.OneThread, cancellationToken);
        await FillAsync(farm, cancellationToken);
        await Console.Error.WriteLineAsync($"{options.Files} files wait");
        var began = Watch.Now;
        var coordinator = farm.StartCoordinator();
        await farm.KnowsAsync(0, cancellationToken);
        var published = await Watch.ForAsync(
            () => farm.Database.PublishedAtAsync(null), Look, Limit, farm.State, cancellationToken);
        var all = await Watch.ForAsync<DateTimeOffset>(
            async () => await farm.Database.JobsAsync() == options.Files ? Watch.Now : null, Look, Limit, farm.State, cancellationToken);
        return
        [
            new Figure(
                "backlog.first-order", (published - began - BenchFarm.QuietPeriod).TotalSeconds, OrderTarget, "s",
                "from the start of the coordinator, without the quiet period"),
            new Figure("backlog.memory", (await coordinator.CostAsync()).PeakMegabytes, MemoryTarget, "MB", "the coordinator's peak until all files are jobs"),
            new Figure("backlog.all-jobs", (all - began).TotalSeconds, null, "s", $"until all {options.Files} files are jobs"),
        ];
    }

    /// <summary>One folder of copies, the others of links to them: a link is a file like any other, and made much faster.</summary>
    private async Task FillAsync(BenchFarm farm, CancellationToken cancellationToken)
    {
        using var tree = new TempTree();
        var clip = await Clips.MakeAsync(
            tree.At("clip.mkv"), new ClipShape { Frames = 5, Width = 64, Height = 64, AudioCodec = null }, cancellationToken);
        var first = Directory.CreateDirectory(farm.Incoming("0")).FullName;
        for (var number = 0; number < Math.Min(FilesPerFolder, options.Files); number++)
        {
            File.Copy(clip, Path.Combine(first, string.Create(CultureInfo.InvariantCulture, $"film-{number}.mkv")));
        }

        for (var folder = 1; folder < options.Files / FilesPerFolder; folder++)
        {
            var linked = await tools.RunAsync(
                new ToolRequest { Program = "cp", Arguments = ["-rl", first, farm.Incoming(folder.ToString(CultureInfo.InvariantCulture))] },
                cancellationToken);
            Proof.Demand(linked, "cp");
        }
    }
}
