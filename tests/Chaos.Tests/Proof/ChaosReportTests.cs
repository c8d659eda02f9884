using Transcoder.Chaos.Tests.Films;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Chaos.Tests.Proof;

public sealed class ChaosReportTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Recovery_lasts_from_a_fault_to_the_next_film_that_is_done()
    {
        Inflicted[] faults =
        [
            new(FaultKind.BrokerKilled, Noon.AddSeconds(1)), new(FaultKind.EncoderKilled, Noon.AddSeconds(30)),
            new(FaultKind.EncoderKilled, Noon.AddSeconds(99)),
        ];

        Assert.Equal(
            new Recovery(FaultKind.BrokerKilled, Noon.AddSeconds(1), TimeSpan.FromSeconds(20)),
            Recovery.Longest(faults, [Noon.AddSeconds(90), Noon, Noon.AddSeconds(21), Noon.AddSeconds(31)]));
        Assert.Null(Recovery.Longest(faults, [Noon]));
    }

    [Fact]
    public void Every_execution_but_the_accepted_one_is_in_vain()
    {
        ExecutionView[] executions =
        [
            Execution(ExecutionState.Lost, wall: 20, encode: null), Execution(ExecutionState.Failed, wall: 1, encode: null),
            Execution(ExecutionState.Refused, wall: 9, encode: 4), Execution(ExecutionState.Accepted, wall: 9, encode: 5),
        ];

        Assert.Equal(new RepeatedWork(3, 5 + 1 + 4), RepeatedWork.Of(executions));
        Assert.Equal(default, RepeatedWork.Of([executions[^1]]));
    }

    [Fact]
    public void A_farm_has_settled_when_every_film_has_a_job_and_every_job_an_end()
    {
        DroppedFilm[] films = [Dropped(1), Dropped(2)];

        Assert.Null(Settling.Open([Job(1, JobState.Completed), Job(2, JobState.Failed)], films));
        Assert.Equal(
            "h264/film-00002.mkv has no job; incoming/h264/film-00001.mkv is Active: it waits",
            Settling.Open([Job(1, JobState.Active) with { Reason = "it waits" }], films));
    }

    [Fact]
    public void The_report_names_what_was_done_and_what_it_cost()
    {
        Inflicted[] faults = [new(FaultKind.BrokerKilled, Noon), new(FaultKind.EncoderKilled, Noon), new(FaultKind.BrokerKilled, Noon)];
        JobDetail[] jobs = [.. new[] { Job(1, JobState.Completed) with { FinishedAt = Noon.AddSeconds(2.5), Chunks = 4 }, Job(2, JobState.Failed) }
            .Select(job => new JobDetail { Job = job, Notes = [], Parts = [], Timeline = [], LogTail = [] })];

        Assert.Equal(
            """
            faults: 3 (EncoderKilled 1, BrokerKilled 2)
            jobs: 2 (Completed 1, Failed 1), 1 in chunks
            encodes in vain: 0, 0.0 encode-seconds at most
            longest recovery: 2.5 s, from BrokerKilled at 12:00:00 to the next film that was done
            settled after 4.0 s
            """,
            ChaosReport.Of(faults, jobs, TimeSpan.FromSeconds(4)).ToString());
    }

    private static DroppedFilm Dropped(int number) => new(new Film { Number = number, Kind = FilmKind.Good, Profile = "h264", Frames = 30 }, "");

    private static JobSummary Job(int number, JobState state) => new()
    {
        Id = Guid.NewGuid(),
        Source = $"incoming/{Dropped(number).Film.Source}",
        Profile = "h264",
        Priority = 0,
        State = state,
        SourceBytes = 1,
        CreatedAt = Noon,
    };

    private static ExecutionView Execution(ExecutionState state, double wall, double? encode) => new()
    {
        Id = Guid.NewGuid(),
        Encoder = "alpha",
        State = state,
        StartedAt = Noon,
        EndedAt = Noon.AddSeconds(wall),
        EncodeSeconds = encode,
    };
}
