using System.Text.RegularExpressions;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A damaged source is refused in plain words, and the others go on.</summary>
public sealed partial class DamagedSourceTests(BrokerFixture brokers)
{
    // Of an MP4, so that it survives.
    private static readonly string[] IndexFirst = ["-movflags", "+faststart"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_off_source_is_refused_with_the_place_and_the_next_film_comes_out()
    {
        using var tree = new TempTree();
        var good = await Clips.MakeAsync(tree.At("good.mkv"), Farm.SmallFilm, Token);
        var bad = await CutOffAsync(tree);
        await using var farm = new EmbeddedFarm();
        farm.Start();
        await farm.Api.ReadyAsync();
        farm.Storage.Drop(bad, "h264/bad.mkv");
        farm.Storage.Drop(good, "h264/good.mkv");

        await Eventually.TrueAsync(
            () => farm.Storage.Files("failed").Contains("h264/bad.mkv.h264.report.txt") && farm.Storage.Files("archive").Count == 1, Farm.Limit, farm.State);
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

    [Fact]
    public async Task Two_encoders_that_find_the_same_condemn_it_and_odd_names_go_on()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        farm.Encoder("alpha");
        farm.Encoder("beta");
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(async () => (await farm.Api.EncodersAsync()).Count == 2, Farm.Limit, () => Task.FromResult(farm.State()));
        var good = await Clips.MakeAsync(farm.Tree.At("good.mkv"), Farm.SmallFilm, Token);
        string[] names = [BadFiles.OddName, BadFiles.LongName(249, ".mkv")];
        string[] bad = ["bad.mkv", "cut.mp4", "flipped.mp4"];
        farm.Storage.Drop(await CutOffAsync(farm.Tree), "h264/bad.mkv");
        farm.Storage.Drop(good, $"h264/{names[0]}");
        farm.Storage.Drop(await CutOffAsync(farm.Tree, "cut.mp4"), "h264/cut.mp4");
        farm.Storage.Drop(good, $"h264/{names[1]}");
        farm.Storage.Drop(await FlippedAsync(farm.Tree), "h264/flipped.mp4");

        await Eventually.TrueAsync(() => (farm.Files("failed").Count, farm.Files("archive").Count) == (2 * bad.Length, names.Length), Farm.Limit, farm.State);
        Assert.Equal(names.Select(name => $"h264/{name}").Order(StringComparer.Ordinal), farm.Files("archive"));
        Assert.Equal(names.Length, farm.Files("completed").Count);
        foreach (var name in bad)
        {
            var executions = await farm.Api.ExecutionsAsync($"h264/{name}");
            Assert.Equal(["alpha", "beta"], executions.Select(execution => execution.Encoder).Order());
            Assert.All(executions, execution => Assert.Equal(FailureKind.BadSource, execution.FailureKind));
        }

        var report = await File.ReadAllTextAsync(farm.At("failed", "h264", "bad.mkv.h264.report.txt"), Token);
        Assert.All((string[])["alpha", "beta"], name => Assert.Matches(Words(name), report));
        await farm.Api.EncoderIsAsync("alpha", EncoderState.Ready);
        await farm.Api.EncoderIsAsync("beta", EncoderState.Ready);
        await farm.IsCleanAsync();
    }

    [Theory]
    [InlineData("Refuse")]
    [InlineData("Refuse", "--Chunking:Mode=Always", "--Chunking:TargetLength=00:00:02", "--Chunking:MinimumLength=00:00:01")]
    [InlineData("Accept")]
    [InlineData("Accept", "--Chunking:Mode=Always", "--Chunking:TargetLength=00:00:02", "--Chunking:MinimumLength=00:00:01")]
    public async Task Flipped_bits_are_refused_or_encoded_with_a_note_as_the_setting_says(string rule, params string[] chunking)
    {
        using var tree = new TempTree();
        var film = await FlippedAsync(tree);
        var bytes = await File.ReadAllBytesAsync(film, Token);
        await using var farm = new EmbeddedFarm([$"--Planning:Damaged={rule}", "--Commit:IfLarger=Keep", .. chunking]);
        farm.Start();
        await farm.Api.ReadyAsync();
        farm.Storage.Drop(film, "h264/film.mp4");

        var accepted = rule is "Accept";
        await Eventually.TrueAsync(() => farm.Storage.Files(accepted ? "archive" : "failed").Contains("h264/film.mp4"), Farm.Limit, farm.State);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(farm.Storage.At(accepted ? "archive" : "failed", "h264", "film.mp4"), Token));
        var job = await farm.Api.JobAsync("h264/film.mp4");
        if (accepted)
        {
            Assert.Equal((JobState.Completed, 1), (job.Job.State, FarmApi.Executions(job).Count));
            Assert.Contains(job.Notes, note => note.StartsWith("The source is damaged at 0:00:0", StringComparison.Ordinal));
            var result = farm.Storage.At("completed", "h264", "film.mp4");
            Assert.Equal((await Farm.ProbeAsync(film)).Frames, (await Farm.ProbeAsync(result)).Frames);
            await using var tools = new ToolRunner();
            Assert.True((await new DecodeCheck(tools).RunAsync(result, false, Token)).Clean);
        }
        else
        {
            Assert.Equal((JobState.Failed, FailureKind.BadSource), (job.Job.State, job.Job.FailureKind));
            Assert.StartsWith("the source is damaged at 0:00:0", job.Job.Reason, StringComparison.Ordinal);
            Assert.Empty(farm.Storage.Files("completed"));
        }

        if (chunking.Length > 0)
        {
            // After two words about a chunk, one about the film is enough, and nothing was encoded for it.
            var whole = Assert.Single(FarmApi.Executions(job));
            Assert.True(accepted || whole.ExitCode is null);
            Assert.Single(job.Timeline, entry => entry.Text.EndsWith("The film is encoded whole.", StringComparison.Ordinal));
        }
    }

    private static async Task<string> CutOffAsync(TempTree tree, string name = "bad.mkv")
    {
        var bad = await Clips.MakeAsync(tree.At(name), new ClipShape { Frames = 250, OutputOptions = IndexFirst }, Token);
        await using var cut = new FileStream(bad, FileMode.Open);
        cut.SetLength(cut.Length * 7 / 10);
        return bad;
    }

    private static async Task<string> FlippedAsync(TempTree tree)
    {
        var film = await Clips.MakeAsync(tree.At("film.mp4"), new ClipShape { Frames = 250, VideoOptions = ["-g", "25"], OutputOptions = IndexFirst }, Token);
        var bytes = await File.ReadAllBytesAsync(film, Token);
        var random = new Random(7);
        for (var bit = 0; bit < 400; bit++)
        {
            bytes[random.Next(bytes.Length / 2, bytes.Length * 9 / 10)] ^= (byte)(1 << random.Next(8));
        }

        await File.WriteAllBytesAsync(film, bytes, Token);
        return film;
    }

    /// <summary>What an encoder has said of the film, with the last lines of the tool that it quotes.</summary>
    private static Regex Words(string encoder) => new($@"^{encoder}: BadSource, exit code .*\n.*File ended prematurely", RegexOptions.Multiline);

    [GeneratedRegex(@"the source is damaged at 0:00:0[67]\.\d: File ended prematurely")]
    private static partial Regex Place();
}
