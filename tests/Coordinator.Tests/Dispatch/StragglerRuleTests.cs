using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class StragglerRuleTests
{
    private static readonly DateTimeOffset Now = JobBuilder.Now;
    private static readonly int[] DoneIn = [5, 10, 500];
    private readonly Dictionary<Guid, TimeSpan> _remaining = [];

    [Fact]
    public void The_one_that_ends_last_is_tried_elsewhere()
    {
        var slow = Running(startedBefore: 30, remaining: 60);
        var slower = Running(startedBefore: 20, remaining: 90);

        Assert.Equal(slower, Slowest(slow, slower));
    }

    [Fact]
    public void One_that_ends_before_another_encoder_could_is_left_alone() => Assert.Null(Slowest(Running(startedBefore: 15, remaining: 9)));

    [Fact]
    public void One_that_stands_still_is_judged_by_its_age_whatever_it_said_last() =>
        Assert.NotNull(Slowest(Running(startedBefore: 30, remaining: 9)));

    [Fact]
    public void One_that_says_nothing_is_judged_by_its_age()
    {
        Assert.Null(Slowest(Running(startedBefore: 19, remaining: null)));
        Assert.NotNull(Slowest(Running(startedBefore: 21, remaining: null)));
    }

    [Fact]
    public void Before_the_first_chunk_is_done_nobody_is_slow() =>
        Assert.Null(Slowest(Running(startedBefore: 1000, remaining: 1000) with { Done = [] }));

    private RunningChunk? Slowest(params IEnumerable<RunningChunk> running) =>
        StragglerRule.Slowest(running, id => _remaining.TryGetValue(id, out var left) ? left : null, Now);

    /// <summary>Chunks of its job take 10 s.</summary>
    private RunningChunk Running(double startedBefore, double? remaining)
    {
        var chunk = new RunningChunk(
            Guid.NewGuid(), Guid.NewGuid(), "alpha", null, Now - TimeSpan.FromSeconds(startedBefore),
            [.. DoneIn.Select(seconds => new ChunkRun(Now - TimeSpan.FromSeconds(seconds), Now))]);
        if (remaining is { } left)
        {
            _remaining[chunk.ExecutionId] = TimeSpan.FromSeconds(left);
        }

        return chunk;
    }
}
