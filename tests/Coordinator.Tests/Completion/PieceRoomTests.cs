using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Cuts and pieces take room only while they are of use.</summary>
public sealed class PieceRoomTests
{
    [Fact]
    public async Task Nothing_is_left_of_a_film_in_chunks_that_is_cancelled()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: CommitTests.Token);
        var jobId = await PieceVerifyTests.AddAsync(farm);
        var proven = await PieceVerifyTests.DeliverAsync(farm, jobId, 0, "-preset", "ultrafast");
        await farm.EventuallyAsync(jobId, job => PieceVerifyTests.StateOf(job, proven) == ExecutionState.Accepted);
        tree.File($"work/{jobId:n}/{Guid.NewGuid():n}.cut.mkv", [1]);
        tree.File($"work/accepted/{jobId:n}.mp4", [1]);

        await farm.Store.ChangeAsync(jobId, (job, now) => job.Cancel(now), CommitTests.Token);

        await farm.EventuallyAsync(jobId, job => job.Fate == SourceFateState.Done);
        CommitTests.AssertWorkIsEmpty(tree);
    }

    [Fact]
    public async Task Nothing_is_left_of_chunks_that_do_not_join_to_the_film()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: CommitTests.Token);
        var jobId = await PieceVerifyTests.AddAsync(farm, second: 1_500_000);
        tree.File($"work/{jobId:n}/{Guid.NewGuid():n}.cut.mkv", [1]);

        foreach (var piece in new[] { 0, 1 })
        {
            await PieceVerifyTests.DeliverAsync(farm, jobId, piece, "-preset", "ultrafast");
        }

        var job = await farm.EventuallyAsync(jobId, job => !job.IsInPieces());
        Assert.Equal((JobState.Active, "the coordinator"), (job.State, job.Suspicions));
        await Eventually.TrueAsync(() => Films(tree).Length == 0, TimeSpan.FromSeconds(60), () => string.Join('\n', Films(tree)));
    }

    private static string[] Films(TempTree tree) => Directory.GetFiles(tree.At("work"), "*.m??", SearchOption.AllDirectories);
}
