using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using static Transcoder.Coordinator.Tests.Jobs.JobBuilder;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>Encoders that die, come back, stop, and work on the same by accident.</summary>
public sealed class ExecutionLifeTests
{
    private const int PoisonAfter = 3;

    [Fact]
    public void A_cancelled_twin_changes_nothing_for_the_elder()
    {
        var job = Active();
        var (elder, younger) = (job.Starts("alpha"), job.Starts("beta"));
        job.Started(elder, Now);
        job.Started(younger, Now);

        job.Fail(job.Fails(FailureKind.Cancelled, "beta", younger.ExecutionId), Now);

        Assert.Equal((JobState.Active, AttemptState.Started, 1), (job.State, job.Attempt().State, job.Attempt().Number));
        Assert.True(job.Deliver(job.Completes(elder.ExecutionId), Now));
    }

    [Fact]
    public void A_cancelled_twin_is_followed_by_another_order_when_the_elder_is_gone_too()
    {
        var job = Active();
        var (elder, younger) = (job.Starts("alpha"), job.Starts("beta"));
        job.Started(elder, Now);
        job.Started(younger, Now);
        job.Lose(elder.ExecutionId, Now);

        job.Fail(job.Fails(FailureKind.Cancelled, "beta", younger.ExecutionId), Now);

        Assert.Equal((JobState.Active, AttemptState.Pending, 2), (job.State, job.Attempt().State, job.Attempt().Number));
    }

    [Fact]
    public void An_elder_that_is_lost_after_its_twin_was_cancelled_is_followed_by_another_order()
    {
        var job = Active();
        var (elder, younger) = (job.Starts("alpha"), job.Starts("beta"));
        job.Started(elder, Now);
        job.Started(younger, Now);
        job.Fail(job.Fails(FailureKind.Cancelled, "beta", younger.ExecutionId), Now);

        job.Lose(elder.ExecutionId, Now);

        Assert.Equal((AttemptState.Pending, 2), (job.Attempt().State, job.Attempt().Number));
    }

    [Fact]
    public void A_refused_result_leaves_the_job_to_the_twin_that_still_works()
    {
        var job = Active();
        var (early, late) = (job.Starts("alpha"), job.Starts("beta"));
        job.Started(early, Now);
        job.Started(late, Now);
        job.Deliver(job.Completes(early.ExecutionId), Now);

        Assert.True(job.RefuseResult(early.ExecutionId, FailureKind.CheckFailed, "Too short.", Now));

        Assert.Equal((JobState.Active, AttemptState.Started, 1), (job.State, job.Attempt().State, job.Attempt().Number));
        job.Lose(late.ExecutionId, Now);
        Assert.Equal((AttemptState.Pending, 2, "alpha"), (job.Attempt().State, job.Attempt().Number, job.Attempt().AvoidEncoders));
    }

    [Fact]
    public void A_refused_result_of_an_earlier_attempt_leaves_the_newer_one_alone()
    {
        var job = Active();
        var late = job.Completes();
        job.Fail(job.Fails(FailureKind.Stalled), Now);
        job.Started(job.Starts("beta"), Now);
        job.Deliver(late, Now);

        job.RefuseResult(late.ExecutionId, FailureKind.CheckFailed, "Too short.", Now);

        Assert.Equal((JobState.Active, AttemptState.Started, 2), (job.State, job.Attempt().State, job.Attempt().Number));
    }

    [Fact]
    public void A_result_is_not_refused_after_the_job_has_ended()
    {
        var job = Active();
        var completed = job.Completes();
        job.Deliver(completed, Now);
        job.Cancel(Now);

        Assert.False(job.RefuseResult(completed.ExecutionId, FailureKind.CheckFailed, "Too short.", Now));

        Assert.Equal(1, job.Attempt().Number);
    }

    [Fact]
    public void The_same_failure_on_two_encoders_ends_the_job_though_a_third_works_on_it()
    {
        var job = Active();
        foreach (var name in (string[])["alpha", "beta", "gamma"])
        {
            job.Started(job.Starts(name), Now);
        }

        var executions = job.Attempt().Executions;
        job.Fail(job.Fails(FailureKind.BadSource, "alpha", executions[0].Id), Now);
        job.Fail(job.Fails(FailureKind.BadSource, "beta", executions[1].Id), Now);

        Assert.Equal(JobState.Failed, job.State);
    }

    [Fact]
    public void What_was_given_up_and_shows_up_again_is_at_work_again()
    {
        var job = Active();
        var started = job.Starts();
        job.Started(started, Now);
        job.Lose(started.ExecutionId, Now);

        Assert.True(job.Started(started, Now));

        Assert.Equal((ExecutionState.Running, AttemptState.Started), (job.Attempt().Executions.Single().State, job.Attempt().State));
    }

    [Fact]
    public void What_was_given_up_and_shows_up_again_stays_given_up_beside_its_successor()
    {
        var job = Active();
        var (former, successor) = (job.Starts("alpha"), job.Starts("beta"));
        job.Started(former, Now);
        job.Lose(former.ExecutionId, Now);
        job.Started(successor, Now);

        job.Started(former, Now);

        Assert.Equal(ExecutionState.Lost, job.Attempt().Executions[0].State);
    }

    [Fact]
    public void A_third_vanished_encoder_makes_the_order_poison()
    {
        var job = Active();
        var starts = ((string[])["alpha", "beta", "alpha"]).Select(name => job.Starts(name)).ToList();
        starts.ForEach(started => job.Started(started, Now));

        job.Vanish(starts[0].ExecutionId, PoisonAfter, Now);
        job.Vanish(starts[1].ExecutionId, PoisonAfter, Now);
        Assert.Equal(JobState.Active, job.State);
        job.Vanish(starts[2].ExecutionId, PoisonAfter, Now);

        Assert.Equal((JobState.Failed, FailureKind.Poison, SourceFateState.Pending), (job.State, job.FailureKind, job.Fate));
        Assert.Contains("alpha, beta", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Vanished_encoders_count_over_all_attempts()
    {
        var job = Active();
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal((JobState.Active, number), (job.State, job.Attempt().Number));
            var (doomed, giving) = (job.Starts(), job.Starts("beta"));
            job.Started(doomed, Now);
            job.Started(giving, Now);
            job.Vanish(doomed.ExecutionId, PoisonAfter, Now);
            job.Fail(job.Fails(FailureKind.Transient, "beta", giving.ExecutionId), Now);
        }

        Assert.Equal(FailureKind.Poison, job.FailureKind);
    }

    [Fact]
    public void A_result_that_waits_to_be_proven_decides_and_not_those_who_vanished()
    {
        var job = Active();
        var starts = Enumerable.Range(0, 4).Select(_ => job.Starts()).ToList();
        starts.ForEach(started => job.Started(started, Now));
        job.Deliver(job.Completes(starts[3].ExecutionId), Now);

        starts.ForEach(started => job.Vanish(started.ExecutionId, PoisonAfter, Now));

        Assert.Equal(JobState.Verifying, job.State);
        Assert.True(job.Accept(starts[3].ExecutionId, Now));
    }

    [Fact]
    public void An_order_that_was_handed_back_and_given_up_by_the_broker_many_times_is_no_poison()
    {
        var job = Active();
        for (var number = 1; number <= 3; number++)
        {
            for (var times = 0; times < 20; times++)
            {
                var started = job.Starts();
                job.Started(started, Now);
                Assert.True(job.HandBack(job.HandsBack(started), Now));
                Assert.False(job.Vanish(started.ExecutionId, PoisonAfter, Now));
            }

            Assert.True(job.OrderAgain(job.Attempt().Id, "The broker gave the order up", null, TimeSpan.Zero, Now));
        }

        Assert.Equal((JobState.Active, AttemptState.Pending, 4), (job.State, job.Attempt().State, job.Attempt().Number));
    }

    [Fact]
    public void A_hand_back_leaves_the_order_with_the_broker()
    {
        var job = Active();
        var started = job.Starts();
        job.Started(started, Now);

        job.HandBack(job.HandsBack(started), Now);

        Assert.Equal((AttemptState.Published, 1), (job.Attempt().State, job.Attempt().Number));
    }

    [Fact]
    public void A_hand_back_that_overtakes_its_start_counts()
    {
        var job = Active();
        var started = job.Starts();

        job.HandBack(job.HandsBack(started), Now);
        job.Started(started, Now);

        Assert.Equal(ExecutionState.HandedBack, job.Attempt().Executions.Single().State);
    }

    [Fact]
    public void Encoders_that_hand_back_after_they_counted_as_vanished_make_no_order_poison()
    {
        var job = Active();
        for (var times = 0; times < 2 * PoisonAfter; times++)
        {
            var (hung, next) = (job.Starts("alpha"), job.Starts("beta"));
            job.Started(hung, Now);
            job.Started(next, Now);
            Assert.True(job.Vanish(hung.ExecutionId, PoisonAfter, Now));
            Assert.True(job.HandBack(job.HandsBack(hung), Now));
            job.HandBack(job.HandsBack(next), Now);
        }

        Assert.Equal(JobState.Active, job.State);
        Assert.All(job.Attempt().Executions, execution => Assert.Equal(ExecutionState.HandedBack, execution.State));
    }

    [Fact]
    public void An_order_that_somebody_works_on_is_not_ordered_again_however_the_broker_lost_it()
    {
        var job = Active();
        var started = job.Starts();
        job.Started(started, Now);

        Assert.False(job.OrderAgain(job.Attempt().Id, "The broker gave the order up", null, TimeSpan.Zero, Now));
        Assert.Equal(1, job.Attempt().Number);

        job.Lose(started.ExecutionId, Now);
        Assert.True(job.OrderAgain(job.Attempt().Id, "The order was lost", null, TimeSpan.Zero, Now));
        Assert.Equal(2, job.Attempt().Number);
    }

    [Fact]
    public void Failures_while_the_storage_is_away_are_never_held_against_the_job()
    {
        var job = Active();
        for (var times = 1; times <= 30; times++)
        {
            job.Fail(job.Fails(times % 2 == 0 ? FailureKind.Transient : FailureKind.BadSource), Now, excused: true);
            Assert.Equal((JobState.Active, AttemptState.Pending, times + 1), (job.State, job.Attempt().State, job.Attempt().Number));
        }

        job.Fail(job.Fails(FailureKind.BadSource), Now);
        Assert.Equal(JobState.Active, job.State);
    }
}
