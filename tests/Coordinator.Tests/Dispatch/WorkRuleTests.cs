using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class WorkRuleTests
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1000);
    private readonly Dictionary<Guid, Sighting> _seen = [];
    private readonly List<ExecutionStanding> _executions = [];
    private bool _raced;

    [Fact]
    public void Of_two_that_are_alive_the_younger_one_stops()
    {
        var elder = Execution(first: 100, last: 998);
        var younger = Execution(first: 990, last: 1000);

        Assert.Equal(WorkVerdict.GoesOn, Judge(elder));
        Assert.Equal(WorkVerdict.YoungerTwin, Judge(younger));
    }

    [Fact]
    public void Of_two_that_race_for_a_slow_chunk_neither_stops()
    {
        _raced = true;
        var elder = Execution(first: 100, last: 998);
        var younger = Execution(first: 990, last: 1000);

        Assert.Equal((WorkVerdict.GoesOn, WorkVerdict.GoesOn), (Judge(elder), Judge(younger)));
    }

    [Theory]
    [InlineData(989.0)]
    [InlineData(990.5)]
    public void The_successor_of_a_killed_encoder_goes_on(double lastWord)
    {
        Execution(first: 100, last: lastWord);

        Assert.Equal(WorkVerdict.GoesOn, Judge(Execution(first: 990, last: 1000)));
    }

    [Fact]
    public void An_elder_that_was_alive_and_is_silent_now_stops_nobody()
    {
        Execution(first: 100, last: 960);

        Assert.Equal(WorkVerdict.GoesOn, Judge(Execution(first: 950, last: 1000)));
    }

    [Fact]
    public void An_elder_that_was_never_seen_stops_nobody()
    {
        _executions.Add(new ExecutionStanding(Guid.CreateVersion7(), ExecutionState.Running, JobBuilder.Now));

        Assert.Equal(WorkVerdict.GoesOn, Judge(Execution(first: 950, last: 1000)));
    }

    [Theory]
    [InlineData(ExecutionState.Lost)]
    [InlineData(ExecutionState.Vanished)]
    public void What_was_given_up_and_thaws_stops_for_its_successor(ExecutionState state)
    {
        var thawed = Execution(first: 100, last: 1000, state);
        var successor = Execution(first: 500, last: 999);

        Assert.Equal(WorkVerdict.YoungerTwin, Judge(thawed));
        Assert.Equal(WorkVerdict.GoesOn, Judge(successor));
    }

    [Fact]
    public void What_was_given_up_and_thaws_alone_is_noted_again() =>
        Assert.Equal(WorkVerdict.ToBeNoted, Judge(Execution(first: 100, last: 1000, ExecutionState.Lost)));

    [Fact]
    public void What_was_never_heard_to_start_is_noted() => Assert.Equal(WorkVerdict.ToBeNoted, Judge(Guid.NewGuid()));

    [Fact]
    public void Work_on_a_part_that_is_done_is_not_needed() =>
        Assert.Equal(WorkVerdict.NotNeeded, Judge(Execution(first: 100, last: 1000), open: false));

    [Theory]
    [InlineData(ExecutionState.Delivered)]
    [InlineData(ExecutionState.Accepted)]
    public void Who_has_just_delivered_is_left_alone(ExecutionState state) =>
        Assert.Equal(WorkVerdict.GoesOn, Judge(Execution(first: 100, last: 1000, state), open: false));

    [Theory]
    [InlineData(ExecutionState.Failed)]
    [InlineData(ExecutionState.HandedBack)]
    public void An_elder_that_has_ended_stops_nobody(ExecutionState state)
    {
        Execution(first: 100, last: 1000, state);

        Assert.Equal(WorkVerdict.GoesOn, Judge(Execution(first: 950, last: 1000)));
    }

    private WorkVerdict Judge(Guid execution, bool open = true) => WorkRule.Judge(
        execution, new PartStanding(open, _raced, _executions), id => _seen.TryGetValue(id, out var seen) ? seen : null, Now);

    /// <summary>One after the other, by age.</summary>
    private Guid Execution(double first, double last, ExecutionState state = ExecutionState.Running)
    {
        var standing = new ExecutionStanding(Guid.NewGuid(), state, JobBuilder.Now.AddSeconds(_executions.Count));
        _executions.Add(standing);
        _seen[standing.Id] = new Sighting(TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(last));
        return standing.Id;
    }
}
