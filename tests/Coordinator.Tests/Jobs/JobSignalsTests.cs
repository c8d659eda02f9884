using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class JobSignalsTests
{
    private readonly JobSignals _signals = new();

    [Fact]
    public void A_change_wakes_those_who_wait_for_its_state_and_nobody_else()
    {
        var verifying = _signals.Subscribe([JobState.Active, JobState.Verifying]);
        var committing = _signals.Subscribe([JobState.Committing]);
        var nothing = _signals.Subscribe([]);

        _signals.Pulse(JobState.Waiting, JobState.Verifying);

        Assert.True(verifying.TryRead(out _));
        Assert.False(committing.TryRead(out _));
        Assert.False(nothing.TryRead(out _));
    }

    [Fact]
    public void Many_changes_before_a_look_are_one_wake()
    {
        var reader = _signals.Subscribe([JobState.Active]);

        _signals.Pulse(JobState.Active);
        _signals.Pulse(JobState.Active);

        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
    }
}
