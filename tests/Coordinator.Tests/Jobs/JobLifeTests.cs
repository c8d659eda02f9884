using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using static Transcoder.Coordinator.Tests.Jobs.JobBuilder;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class JobLifeTests
{
    [Fact]
    public void Where_a_refused_result_is_kept_is_noted_once_and_of_a_job_that_is_tried_again_in_its_time_line_only()
    {
        var (failed, retried) = (Waiting(), Waiting());
        failed.Refuse("No film", Now);

        Assert.True(failed.NoteKept("alpha", "failed/x.mp4", Now));
        Assert.False(failed.NoteKept("alpha", "failed/x.mp4", Now));
        Assert.True(retried.NoteKept("alpha", "failed/x.mp4", Now));

        const string note = "The refused result of alpha is kept as failed/x.mp4";
        Assert.Equal([note], failed.NoteLines);
        Assert.Empty(retried.NoteLines);
        Assert.All([failed, retried], job => Assert.Single(job.Timeline, entry => entry.Text == note));
    }

    [Fact]
    public void A_planned_job_has_one_pending_attempt()
    {
        var job = Active();

        Assert.Equal(JobState.Active, job.State);
        Assert.Equal((AttemptState.Pending, 1), (job.Attempt().State, job.Attempt().Number));
        Assert.Equal("film.mp4", job.OutputPath);
    }

    [Fact]
    public void A_result_is_taken_once_although_it_is_reported_twice()
    {
        var job = Active();
        var completed = job.Completes();

        Assert.True(job.Deliver(completed, Now));
        Assert.False(job.Deliver(completed, Now));

        Assert.Equal(JobState.Verifying, job.State);
        Assert.Single(job.Attempt().Executions);
    }

    [Fact]
    public void A_result_that_overtakes_its_start_is_taken()
    {
        var job = Active();
        var execution = Guid.NewGuid();
        var started = job.Starts(execution: execution);

        Assert.True(job.Deliver(job.Completes(execution), Now));
        job.Started(started, Now);

        Assert.Equal(ExecutionState.Delivered, job.Attempt().Executions.Single().State);
    }

    [Fact]
    public void A_result_of_an_earlier_attempt_counts()
    {
        var job = Active();
        var early = job.Completes();
        job.Fail(job.Fails(FailureKind.Stalled), Now);

        Assert.True(job.Deliver(early, Now));

        Assert.Equal(JobState.Verifying, job.State);
    }

    [Fact]
    public void A_result_for_other_settings_does_not_count()
    {
        var job = Active();

        Assert.False(job.Deliver(job.Completes() with { SettingsHash = "another" }, Now));
    }

    [Fact]
    public void After_a_cancel_no_result_is_taken_and_the_source_stays()
    {
        var job = Active();
        var completed = job.Completes();

        Assert.True(job.Cancel(Now));

        Assert.False(job.Deliver(completed, Now));
        Assert.False(job.Started(job.Starts(), Now));
        Assert.Equal((JobState.Cancelled, SourceFateState.Pending), (job.State, job.Fate));
    }

    [Fact]
    public void A_bad_source_is_tried_on_another_encoder_and_then_fails()
    {
        var job = Active();

        job.Fail(job.Fails(FailureKind.BadSource, "alpha"), Now);
        Assert.Equal((JobState.Active, "alpha", 2), (job.State, job.Attempt().AvoidEncoders, job.Attempt().Number));

        job.Fail(job.Fails(FailureKind.BadSource, "beta"), Now);
        Assert.Equal((JobState.Failed, FailureKind.BadSource, SourceFateState.Pending), (job.State, job.FailureKind, job.Fate));
        Assert.Null(job.OutputPath);
    }

    [Theory]
    [InlineData(true, JobState.Active)]
    [InlineData(false, JobState.Failed)]
    public void One_encoder_alone_condemns_no_source_while_others_live(bool othersLive, JobState then)
    {
        var job = Active();
        job.Fail(job.Fails(FailureKind.CheckFailed, "alpha"), Now, othersLive: othersLive);
        var again = job.Completes();
        job.Deliver(again, Now);

        job.RefuseResult(again.ExecutionId, FailureKind.CheckFailed, "Too short.", Now, othersLive);
        Assert.Equal(then, job.State);

        job.Fail(job.Fails(FailureKind.CheckFailed, "beta"), Now, othersLive: othersLive);
        Assert.Equal(JobState.Failed, job.State);
    }

    [Fact]
    public void A_failure_reported_twice_counts_once()
    {
        var job = Active();
        var failed = job.Fails(FailureKind.BadSource);

        job.Fail(failed, Now);
        job.Fail(failed, Now);

        Assert.Equal((JobState.Active, 2), (job.State, job.Attempt().Number));
    }

    [Fact]
    public void A_twin_that_fails_orders_nothing_while_the_other_result_is_being_proven()
    {
        var job = Active();
        var twin = job.Fails(FailureKind.Transient, "beta");
        job.Deliver(job.Completes(), Now);

        job.Fail(twin, Now);

        Assert.Equal((JobState.Verifying, 1), (job.State, job.Attempt().Number));
    }

    [Fact]
    public void A_refused_result_is_ordered_again_elsewhere()
    {
        var job = Active();
        var completed = job.Completes();
        job.Deliver(completed, Now);

        job.RefuseResult(completed.ExecutionId, FailureKind.CheckFailed, "Too short.", Now);

        Assert.Equal((JobState.Active, 2, "alpha"), (job.State, job.Attempt().Number, job.Attempt().AvoidEncoders));
    }

    [Fact]
    public void A_proven_and_published_job_is_complete_and_its_source_waits_for_its_fate()
    {
        var job = Active();
        var completed = job.Completes();
        job.Deliver(completed, Now);

        Assert.True(job.Accept(completed.ExecutionId, Now));
        Assert.True(job.OutputPublished(Now));

        Assert.Equal((JobState.Completed, SourceFateState.Pending), (job.State, job.Fate));
        Assert.Equal("film.mp4", job.OutputPath);
    }

    [Fact]
    public void A_proven_result_ends_every_twin()
    {
        var job = Active();
        job.Started(job.Starts("doomed"), Now);
        var completed = job.Completes(encoder: "beta");
        job.Deliver(completed, Now);

        job.Accept(completed.ExecutionId, Now);

        Assert.Equal(
            [ExecutionState.Lost, ExecutionState.Accepted], job.Attempt().Executions.Select(execution => execution.State));
    }

    [Fact]
    public void A_committing_job_cannot_be_cancelled()
    {
        var job = Active();
        var completed = job.Completes();
        job.Deliver(completed, Now);
        job.Accept(completed.ExecutionId, Now);

        Assert.False(job.Cancel(Now));
    }

    [Fact]
    public void A_lost_execution_leaves_its_order_with_the_broker()
    {
        var job = Active();
        job.Published(job.Attempt().Id, Now);
        var started = job.Starts();
        job.Started(started, Now);

        job.Lose(started.ExecutionId, Now);

        Assert.Equal((AttemptState.Published, 1), (job.Attempt().State, job.Attempt().Number));
        Assert.True(job.Deliver(job.Completes(started.ExecutionId), Now));
    }

    [Fact]
    public void A_lost_execution_changes_nothing_while_its_twin_works()
    {
        var job = Active();
        var (old, young) = (job.Starts("alpha"), job.Starts("beta"));
        job.Started(old, Now);
        job.Started(young, Now);

        job.Lose(old.ExecutionId, Now);

        Assert.Equal(AttemptState.Started, job.Attempt().State);
    }

    [Fact]
    public void A_retry_starts_from_the_beginning()
    {
        var job = Active();
        job.Fail(job.Fails(FailureKind.BadOrder), Now);
        Assert.Equal(JobState.Failed, job.State);

        Assert.True(job.Retry(Now));

        Assert.Equal((JobState.Waiting, SourceFateState.None, null), (job.State, job.Fate, job.Reason));
        Assert.Empty(job.Parts);
    }
}
