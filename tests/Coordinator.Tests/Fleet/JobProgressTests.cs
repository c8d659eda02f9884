using Microsoft.Extensions.Time.Testing;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Tests.Fleet;

/// <summary>A film of three chunks of 100 frames each.</summary>
public sealed class JobProgressTests
{
    private readonly FakeTimeProvider _time = new(JobBuilder.Now);
    private readonly EncoderFleet _fleet;
    private readonly JobProgress _progress;
    private readonly EncoderHeartbeat _alpha = Heartbeats.Of("alpha", "x");
    private readonly EncoderHeartbeat _beta = Heartbeats.Of("beta", "x");
    private readonly Job _job = JobBuilder.Waiting();

    public JobProgressTests()
    {
        _fleet = new EncoderFleet(_time, new JobSignals());
        _progress = new JobProgress(_fleet);
        Chunk[] chunks = [.. Enumerable.Range(0, 3).Select(index => new Chunk { Index = index, Start = 0, Frames = 100, BeginMicroseconds = index })];
        _job.Plan(new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = chunks }, "film.mp4", JobBuilder.Now);
        _job.Parts.ForEach(part => _job.CutMade(part.Id, 10, new string('c', 64), JobBuilder.Now));
        _job.UseTools("x");
    }

    [Fact]
    public void Before_anybody_works_on_it_there_is_no_progress() => Assert.Null(_progress.Of(_job));

    [Fact]
    public void The_time_left_is_that_of_all_frames_at_the_speed_of_all_encoders()
    {
        Hear(_alpha, (0, 40, 2));
        Hear(_beta, (1, 20, 4));

        var told = _progress.Of(_job);

        Assert.Equal((60, 20, 6, 40), (told?.Frames, told?.Percent, told?.FramesPerSecond, told?.Remaining?.TotalSeconds));
    }

    /// <summary>A heartbeat that was sent before a result was taken may be all that is known for seconds, and may come late.</summary>
    [Fact]
    public void No_frame_counts_twice_and_none_is_taken_back_whatever_is_heard_first()
    {
        Action<JobProgressTests>[] events =
        [
            test => test.Accept(0),
            test => test.Hear(test._alpha, (0, 90, 10)),
            test => test.Hear(test._beta, (0, 80, 10)),
            test => test.Hear(test._alpha, (1, 10, 10)),
        ];
        foreach (var order in Orders(events))
        {
            var (test, before) = (new JobProgressTests(), 0L);
            foreach (var happen in order)
            {
                happen(test);
                var frames = test._progress.Of(test._job)?.Frames ?? 0;
                Assert.InRange(frames, before, 110);
                before = frames;
            }
        }
    }

    [Fact]
    public void Between_two_chunks_nothing_is_forgotten()
    {
        Hear(_alpha, (0, 100, 10));
        Assert.Equal(100, _progress.Of(_job)?.Frames);
        Accept(0);
        Hear(_alpha);

        var told = _progress.Of(_job);

        Assert.Equal((100, 20), (told?.Frames, told?.Remaining?.TotalSeconds));
    }

    [Fact]
    public void What_was_done_before_a_restart_counts_though_nobody_works()
    {
        Accept(0);

        var told = _progress.Of(_job);

        Assert.Equal((100, null), (told?.Frames, told?.Remaining));
    }

    [Fact]
    public void The_time_left_never_grows_while_the_same_encoders_work()
    {
        var before = TimeSpan.MaxValue;
        foreach (var (alpha, beta) in new[] { ((0, 10, 10), (1, 10, 10)), ((0, 50, 2), (1, 60, 9)), ((0, 99, 10), (1, 99, 0)), ((2, 1, 0), (1, 100, 1)) })
        {
            Hear(_alpha, alpha);
            Hear(_beta, beta);
            var left = _progress.Of(_job)?.Remaining;
            Assert.InRange(left ?? TimeSpan.MaxValue, TimeSpan.Zero, before);
            before = left!.Value;
        }
    }

    [Fact]
    public void The_time_left_is_reckoned_anew_when_an_encoder_is_gone()
    {
        Hear(_alpha, (0, 10, 10));
        Hear(_beta, (1, 10, 10));
        Assert.Equal(14, _progress.Of(_job)?.Remaining?.TotalSeconds);

        _time.Advance(EncoderFleet.Silence * 2);
        Hear(_alpha, (0, 20, 10));

        Assert.Equal(28, _progress.Of(_job)?.Remaining?.TotalSeconds);
    }

    [Fact]
    public void A_chunk_that_begins_anew_takes_no_frames_back()
    {
        Hear(_alpha, (0, 90, 10));
        Assert.Equal(90, _progress.Of(_job)?.Frames);

        Hear(_alpha, (0, 1, 10));

        Assert.Equal(90, _progress.Of(_job)?.Frames);
    }

    [Fact]
    public void A_film_that_begins_anew_with_other_tools_does_so_here()
    {
        Accept(0);
        Assert.Equal(100, _progress.Of(_job)?.Frames);

        _job.BeginAnew("x", JobBuilder.Now);
        Hear(_beta, (0, 5, 10));

        Assert.Equal(5, _progress.Of(_job)?.Frames);
    }

    private static IEnumerable<Action<JobProgressTests>[]> Orders(Action<JobProgressTests>[] events) => events.Length == 0 ? [[]] : events.SelectMany(
        (first, index) => Orders([.. events.Where((_, other) => other != index)]).Select(rest => (Action<JobProgressTests>[])[first, .. rest]));

    private void Accept(int chunk)
    {
        var completed = _job.Completes(part: _job.Parts[chunk]);
        Assert.True(_job.Deliver(completed, JobBuilder.Now) && _job.AcceptPiece(completed.ExecutionId, JobBuilder.Now));
    }

    private void Hear(EncoderHeartbeat encoder, params IEnumerable<(int Chunk, long Frames, double Speed)> work) => _fleet.Hear(encoder with
    {
        Executions =
        [
            .. work.Select(one => Heartbeats.Work(_job.Id, _job.Parts[one.Chunk].Id) with { Frames = one.Frames, FramesPerSecond = one.Speed }),
        ],
    });
}
