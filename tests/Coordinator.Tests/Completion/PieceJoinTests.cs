using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>What is joined of proven pieces is proven once more.</summary>
public sealed class PieceJoinTests
{
    private static readonly EncodeSettings Silent = JobBuilder.Settings with { Streams = [] };

    [Theory]
    [InlineData(LargerResult.Discard, "51", JobState.Completed)]
    [InlineData(LargerResult.Discard, "1", JobState.NotSmaller)]
    [InlineData(LargerResult.Keep, "1", JobState.Completed)]
    public async Task A_film_that_is_joined_is_the_result_unless_it_is_larger(LargerResult ifLarger, string crf, JobState state)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree, ifLarger: ifLarger);
        await MakeAsync(tree);
        var jobId = await PieceVerifyTests.AddAsync(farm, Silent);

        await DeliverAsync(farm, jobId, crf);
        var job = await farm.EndAsync(jobId);

        Assert.Equal(state, job.State);
        Assert.Equal(state == JobState.Completed, File.Exists(tree.At("completed", "film.mp4")) && job.OutputSha256 is not null);
    }

    [Fact]
    public async Task A_film_that_is_joined_and_not_the_source_is_encoded_whole()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await MakeAsync(tree);
        var jobId = await PieceVerifyTests.AddAsync(farm, Silent, second: 1_100_000);

        await DeliverAsync(farm, jobId, "51");
        var job = await farm.EventuallyAsync(jobId, changed => changed.Parts.Any(part => part.Kind == PartKind.Whole));

        Assert.Contains(job.Timeline, entry => entry.Text.Contains("off its time", StringComparison.Ordinal));
        Assert.False(File.Exists(tree.At("completed", "film.mp4")));
    }

    private static Task<string> MakeAsync(TempTree tree) => Clips.MakeAsync(
        Path.Combine(tree.Folder("incoming"), "film.mkv"), new ClipShape { AudioCodec = null, VideoOptions = ["-preset", "ultrafast", "-crf", "20"] }, CommitTests.Token);

    private static async Task DeliverAsync(CompletionFarm farm, Guid jobId, string crf)
    {
        var first = await PieceVerifyTests.DeliverAsync(farm, jobId, 0, "-crf", crf);
        await farm.EventuallyAsync(jobId, job => PieceVerifyTests.StateOf(job, first) == ExecutionState.Accepted);
        await PieceVerifyTests.DeliverAsync(farm, jobId, 1, "-crf", crf);
    }
}
