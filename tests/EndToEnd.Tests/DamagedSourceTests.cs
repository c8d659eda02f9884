using System.Text.RegularExpressions;
using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A damaged source is refused in plain words, and the others go on.</summary>
public sealed partial class DamagedSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_off_source_is_refused_with_the_place_and_the_next_film_comes_out()
    {
        using var tree = new TempTree();
        var good = await Clips.MakeAsync(tree.At("good.mkv"), Farm.SmallFilm, Token);
        var bad = await Clips.MakeAsync(tree.At("bad.mkv"), new ClipShape { Frames = 250 }, Token);
        await using (var cut = new FileStream(bad, FileMode.Open))
        {
            cut.SetLength(cut.Length * 7 / 10);
        }

        await using var farm = new EmbeddedFarm();
        farm.Start();
        await farm.Api.ReadyAsync();
        farm.Storage.Drop(bad, "h264/bad.mkv");
        farm.Storage.Drop(good, "h264/good.mkv");

        await Eventually.TrueAsync(
            () => farm.Storage.Files("failed").Count == 2 && farm.Storage.Files("archive").Count == 1, Farm.Limit, farm.State);
        Assert.Equal(["h264/bad.mkv", "h264/bad.mkv.h264.report.txt"], farm.Storage.Files("failed"));
        Assert.Equal(["h264/good.mp4"], farm.Storage.Files("completed"));
        var job = await farm.Api.JobAsync("h264/bad.mkv");
        Assert.Equal(FailureKind.BadSource, job.Job.FailureKind);
        Assert.Equal(2, FarmApi.Executions(job).Count);
        Assert.Matches(Place(), job.Job.Reason!);
        Assert.Matches(Place(), await File.ReadAllTextAsync(farm.Storage.At("failed", "h264", "bad.mkv.h264.report.txt"), Token));
        await using var shown = new TranscoderProcess(tree.Root, ["job", job.Job.Id.ToString(), "--url", farm.Url]);
        Assert.Equal(0, (await shown.Ended).ExitCode);
        Assert.Matches(Place(), shown.Output[0]);
    }

    [GeneratedRegex(@"the source is damaged at 0:00:0[67]\.\d: File ended prematurely")]
    private static partial Regex Place();
}
