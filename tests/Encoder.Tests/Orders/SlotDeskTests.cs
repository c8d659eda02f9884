using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Orders;

public sealed class SlotDeskTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly DeskSetup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public async Task An_order_is_started_executed_and_reported()
    {
        var order = Doubles.Orders.New();

        var delivery = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);
        _setup.Runner.End();
        var outcome = await delivery;

        var report = Assert.IsType<EncodeOutcome.Encoded>(outcome).Report;
        Assert.Equal((order.JobId, order.PartId, order.AttemptId), (report.JobId, report.PartId, report.AttemptId));
        Assert.Equal([outcome], _setup.Reporter.Reported);
        Assert.Equal(report.ExecutionId, Assert.Single(_setup.Reporter.Started).ExecutionId);
    }

    [Fact]
    public async Task A_second_delivery_joins_the_running_execution()
    {
        var order = Doubles.Orders.New();
        var first = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);

        var second = _setup.Desk.ExecuteAsync(order);
        _setup.Runner.End();

        Assert.Same(await first, await second);
        Assert.Equal(1, _setup.Runner.Runs);
        Assert.Single(_setup.Reporter.Reported);
    }

    [Fact]
    public async Task A_delivery_after_the_end_is_answered_from_memory_with_the_same_report()
    {
        var order = Doubles.Orders.New();
        var first = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);
        _setup.Runner.End();
        await first;

        var second = await _setup.Desk.ExecuteAsync(order);

        Assert.Same(await first, second);
        Assert.Equal(1, _setup.Runner.Runs);
        Assert.Equal([second, second], _setup.Reporter.Reported);
    }

    [Fact]
    public async Task The_memory_holds_the_last_64()
    {
        var first = Doubles.Orders.New();
        await WholeAsync(first);
        var second = Doubles.Orders.New();
        await WholeAsync(second);
        for (var others = 0; others < 63; others++)
        {
            await WholeAsync(Doubles.Orders.New());
        }

        await _setup.Desk.ExecuteAsync(second);
        var forgotten = _setup.Desk.ExecuteAsync(first);

        await RunningAsync(1);
        _setup.Runner.End();
        await forgotten;
        Assert.Equal(66, _setup.Runner.Runs);
    }

    [Fact]
    public async Task Another_order_waits_at_the_gate_without_a_start()
    {
        var first = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        await RunningAsync(1);

        var second = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        var startedWhileBusy = _setup.Reporter.Started.Count;
        var shownWhileBusy = _setup.Board.Progress().Count;
        _setup.Runner.End();
        await first;
        await RunningAsync(1);
        _setup.Runner.End();
        await second;

        Assert.Equal((1, 1), (startedWhileBusy, shownWhileBusy));
        Assert.Equal(2, _setup.Reporter.Started.Count);
        Assert.Equal(1, _setup.Runner.Most);
    }

    [Fact]
    public async Task As_many_run_at_once_as_there_are_slots()
    {
        using var wide = new DeskSetup(slots: 2);
        var deliveries = Enumerable.Range(0, 4).Select(_ => wide.Desk.ExecuteAsync(Doubles.Orders.New())).ToList();

        for (var ended = 0; ended < 4; ended++)
        {
            await Eventually.TrueAsync(() => wide.Runner.Running == Math.Min(2, 4 - ended), Soon);
            wide.Runner.End();
        }

        await Task.WhenAll(deliveries);
        Assert.Equal(2, wide.Runner.Most);
    }

    [Fact]
    public async Task A_cancelled_execution_is_reported_as_cancelled()
    {
        var order = Doubles.Orders.New();
        var delivery = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);

        var stopped = _setup.Board.Cancel(new CancelTranscode { JobId = order.JobId, Reason = "the user said so" });

        var report = Assert.IsType<EncodeOutcome.Failed>(await delivery).Report;
        Assert.Equal((1, FailureKind.Cancelled, "the user said so"), (stopped, report.Kind, report.Reason));
        Assert.Single(_setup.Reporter.Reported);
        Assert.Equal(0, _setup.Runner.Running);
    }

    [Fact]
    public async Task A_waiting_order_is_cancelled_where_it_waits()
    {
        var first = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        await RunningAsync(1);
        var order = Doubles.Orders.New();
        var waiting = _setup.Desk.ExecuteAsync(order);

        _setup.Board.Cancel(new CancelTranscode { JobId = order.JobId, Reason = "no more" });

        Assert.Equal(FailureKind.Cancelled, Assert.IsType<EncodeOutcome.Failed>(await waiting).Report.Kind);
        _setup.Runner.End();
        await first;
    }

    [Fact]
    public async Task Before_the_process_starts_anew_what_has_begun_is_stopped_and_handed_back()
    {
        var order = Doubles.Orders.New();
        var begun = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);
        var waiting = _setup.Desk.ExecuteAsync(Doubles.Orders.New());

        var word = Assert.IsType<TranscodeHandedBack>(Assert.Single(_setup.LastHandBack.Speak()));

        Assert.Equal((order.JobId, order.PartId, order.AttemptId), (word.JobId, word.PartId, word.AttemptId));
        Assert.Equal(Assert.Single(_setup.Reporter.Started).ExecutionId, word.ExecutionId);
        Assert.IsType<EncodeOutcome.HandedBack>(await begun);
        Assert.IsType<EncodeOutcome.HandedBack>(await waiting);
        Assert.IsType<EncodeOutcome.HandedBack>(await _setup.Desk.ExecuteAsync(Doubles.Orders.New()));
        Assert.Equal(0, _setup.Runner.Running);
    }

    [Fact]
    public async Task A_cancel_of_another_execution_changes_nothing()
    {
        var order = Doubles.Orders.New();
        var delivery = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);

        var stopped = _setup.Board.Cancel(new CancelTranscode { JobId = order.JobId, Reason = "a twin", ExecutionId = Guid.NewGuid() })
            + _setup.Board.Cancel(new CancelTranscode { JobId = Guid.NewGuid(), Reason = "another job" });
        _setup.Runner.End();

        Assert.IsType<EncodeOutcome.Encoded>(await delivery);
        Assert.Equal(0, stopped);
    }

    [Fact]
    public async Task Stopping_hands_back_what_runs_and_what_waits_and_what_comes_without_a_report()
    {
        var running = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        await RunningAsync(1);
        var waiting = _setup.Desk.ExecuteAsync(Doubles.Orders.New());

        _setup.Board.Close();
        var late = _setup.Desk.ExecuteAsync(Doubles.Orders.New());

        Assert.All(await Task.WhenAll(running, waiting, late), outcome => Assert.IsType<EncodeOutcome.HandedBack>(outcome));
        Assert.Empty(_setup.Reporter.Reported);
        Assert.Equal(0, _setup.Runner.Running);
    }

    [Fact]
    public async Task A_report_that_was_not_routed_before_the_end_hands_back()
    {
        _setup.Reporter.Routed = Task.FromResult(false);
        var delivery = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        await RunningAsync(1);

        _setup.Runner.End();

        Assert.IsType<EncodeOutcome.HandedBack>(await delivery);
    }

    [Fact]
    public async Task While_a_report_is_on_its_way_a_delivery_joins_and_the_phase_says_so()
    {
        var routed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _setup.Reporter.Routed = routed.Task;
        var order = Doubles.Orders.New();
        var first = _setup.Desk.ExecuteAsync(order);
        await RunningAsync(1);
        _setup.Runner.End();
        await Eventually.TrueAsync(() => _setup.Reporter.Reported.Count == 1, Soon);

        var second = _setup.Desk.ExecuteAsync(order);
        var phase = Assert.Single(_setup.Board.Progress()).Phase;
        routed.SetResult(true);

        Assert.Same(await first, await second);
        Assert.Equal(ExecutionPhase.Reporting, phase);
    }

    [Fact]
    public async Task An_order_that_avoids_this_encoder_is_declined()
    {
        var outcome = await _setup.Desk.ExecuteAsync(Doubles.Orders.New() with { AvoidEncoders = ["there", "here"] });

        Assert.IsType<EncodeOutcome.Declined>(outcome);
        Assert.Empty(_setup.Reporter.Started);
    }

    [Fact]
    public async Task An_order_for_another_toolchain_is_declined()
    {
        var outcome = await _setup.Desk.ExecuteAsync(Doubles.Orders.New() with { Toolchain = "another" });

        Assert.IsType<EncodeOutcome.Declined>(outcome);
    }

    [Fact]
    public async Task A_senseless_order_fails_as_such()
    {
        var outcome = await _setup.Desk.ExecuteAsync(Doubles.Orders.New() with { SourcePath = "../film.mkv" });

        Assert.Equal(FailureKind.BadOrder, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
        Assert.Equal(0, _setup.Runner.Runs);
    }

    [Fact]
    public async Task An_unwell_encoder_declines_after_its_next_look_and_works_after_a_good_one()
    {
        for (var failures = 0; failures < 3; failures++)
        {
            await WholeAsync(Doubles.Orders.New(), FailureKind.BadEncoder);
        }

        var declined = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        var waited = !declined.IsCompleted;
        await Eventually.TrueAsync(() => { _setup.Health.Judge("no ffmpeg"); return declined.IsCompleted; }, Soon);
        var executed = _setup.Desk.ExecuteAsync(Doubles.Orders.New());
        await Eventually.TrueAsync(() => { _setup.Health.Judge(null); return _setup.Runner.Running == 1; }, Soon);
        _setup.Runner.End();

        Assert.True(waited);
        Assert.Equal("unwell: no ffmpeg", Assert.IsType<EncodeOutcome.Declined>(await declined).Report.Reason);
        Assert.IsType<EncodeOutcome.Encoded>(await executed);
    }

    [Theory]
    [InlineData(FailureKind.BadSource)]
    [InlineData(FailureKind.CheckFailed)]
    [InlineData(FailureKind.Stalled)]
    public async Task What_fails_on_an_unwell_machine_is_not_held_against_the_film(FailureKind failure)
    {
        _setup.Fitness = new("ffmpeg", false, "it is gone");

        await WholeAsync(Doubles.Orders.New(), failure);

        var report = Assert.IsType<EncodeOutcome.Failed>(Assert.Single(_setup.Reporter.Reported)).Report;
        Assert.Equal((FailureKind.BadEncoder, "scripted; but this encoder is unwell: ffmpeg: it is gone"), (report.Kind, report.Reason));
        Assert.Equal((EncoderState.Unwell, "ffmpeg: it is gone"), _setup.Health.Now);
    }

    [Fact]
    public async Task What_fails_on_a_fit_machine_is_held_against_the_film()
    {
        await WholeAsync(Doubles.Orders.New(), FailureKind.BadSource);

        Assert.Equal(FailureKind.BadSource, Assert.IsType<EncodeOutcome.Failed>(Assert.Single(_setup.Reporter.Reported)).Report.Kind);
        Assert.Equal(EncoderState.Ready, _setup.Health.Now.State);
    }

    private Task RunningAsync(int count) =>
        Eventually.TrueAsync(() => _setup.Runner.Running == count, Soon, () => $"{_setup.Runner.Running} running");

    private async Task WholeAsync(TranscodeRequested order, FailureKind? failure = null)
    {
        var delivery = _setup.Desk.ExecuteAsync(order);
        await Eventually.TrueAsync(() => _setup.Runner.Running == 1 || delivery.IsCompleted, Soon);
        _setup.Runner.End(failure);
        await delivery;
    }
}
