using CsCheck;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Chunks;
using static Transcoder.Coordinator.Tests.Jobs.JobBuilder;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>Whatever happens in whatever order, a job is never forgotten: each of its open parts is to be cut, ordered, worked on or being proven.</summary>
public sealed class JobEventsTests
{
    private const int Sequences = 3000;

    private static readonly Gen<Step[]> Events = Gen.Select(
        Gen.Frequency(
            // What ends most jobs is rare enough for others to grow old.
            (40, Happening.Cut), (20, Happening.Published), (60, Happening.Started), (100, Happening.Delivered), (30, Happening.Failed),
            (10, Happening.Excused), (20, Happening.HandedBack), (20, Happening.Lost), (10, Happening.Vanished), (20, Happening.OrderedAgain),
            (10, Happening.Raced), (100, Happening.Proven), (20, Happening.Refused), (20, Happening.Joined), (2, Happening.NotJoined), (2, Happening.BegunAnew),
            (20, Happening.OutputPublished), (1, Happening.Cancelled), (1, Happening.SourceChanged)),
        Gen.Int[0, 5], Gen.Int[0, 11], Gen.OneOf("alpha", "beta", "gamma"),
        Gen.Frequency(
            (4, FailureKind.Transient), (4, FailureKind.BadEncoder), (4, FailureKind.Cancelled), (4, FailureKind.Stalled), (4, FailureKind.BadSource),
            (4, FailureKind.CheckFailed), (1, FailureKind.NotSmaller)),
        (what, part, execution, encoder, kind) => new Step(what, part, execution, encoder, kind)).Array[1, 200];

    private enum Happening
    {
        Cut,
        Published,
        Started,
        Delivered,
        Failed,
        Excused,
        HandedBack,
        Lost,
        Vanished,
        OrderedAgain,
        Raced,
        Proven,
        Refused,
        Joined,
        NotJoined,
        BegunAnew,
        OutputPublished,
        Cancelled,
        SourceChanged,
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_sequence_of_events_leaves_a_job_in_limbo(bool inPieces)
    {
        Events.Sample(
            steps =>
            {
                var job = inPieces ? InPieces() : Active();
                foreach (var step in steps)
                {
                    Happen(job, step);
                    Assert.True(IsSound(job), $"After {step}: {Describe(job)}");
                }
            },
            iter: Sequences);
    }

    private static Job InPieces()
    {
        var job = Waiting();
        var sound = Settings.Streams[0] with { Codec = StreamCodec.Aac };
        Chunk[] chunks = [.. Enumerable.Range(0, 2).Select(index => new Chunk { Index = index, Start = 0, Frames = 100, BeginMicroseconds = index })];
        job.Plan(new JobPlan(Settings with { Streams = [sound] }, TimeSpan.FromSeconds(30), 200, []) { Chunks = chunks }, "film.mp4", Now);
        return job;
    }

    private static bool IsSound(Job job) => job.Parts.TrueForAll(IsNumbered) && job.State switch
    {
        JobState.Active => job.Parts.Exists(part => part.AcceptedExecutionId is null) && job.Parts.TrueForAll(part => IsMarked(part) && IsSeenTo(part)),
        JobState.Verifying => job.Parts.TrueForAll(part =>
            IsMarked(part) && (IsProven(part) || (part.Kind == PartKind.Whole && States(part).Contains(ExecutionState.Delivered)))),
        JobState.Committing => job.Parts.TrueForAll(IsProven),
        JobState.Completed => job.Parts.TrueForAll(IsProven) && job.Fate == SourceFateState.Pending,
        _ => job.State is JobState.Failed or JobState.Cancelled or JobState.NotSmaller && job.Fate == SourceFateState.Pending,
    };

    private static bool IsNumbered(Part part) => part.Attempts.DistinctBy(attempt => attempt.Number).Count() == part.Attempts.Count;

    private static bool IsMarked(Part part) => part.Attempts.TrueForAll(attempt =>
        attempt.State != AttemptState.Started || attempt.Executions.Exists(execution => execution.State == ExecutionState.Running));

    private static bool IsProven(Part part) => part.AcceptedExecutionId is not null && States(part).Count(state => state == ExecutionState.Accepted) == 1;

    private static bool IsSeenTo(Part part)
    {
        var ordered = part.Attempts.Exists(attempt => attempt.State != AttemptState.Ended);
        var delivered = States(part).Contains(ExecutionState.Delivered);
        return part.Kind switch
        {
            PartKind.Whole => ordered && !delivered,
            PartKind.Chunk when part.Attempts.Count == 0 => true,
            _ => IsProven(part) ? !ordered : ordered || delivered,
        };
    }

    private static IEnumerable<ExecutionState> States(Part part) => part.Attempts.SelectMany(attempt => attempt.Executions).Select(execution => execution.State);

    private static void Happen(Job job, Step step)
    {
        var part = job.Parts[step.Part % job.Parts.Count];
        if (step.What == Happening.Cut)
        {
            job.CutMade(part.Id, 10, new string('c', 64), Now);
            return;
        }

        if (part.Attempts.Count == 0)
        {
            return;
        }

        // One of those that are there, or a new one of any attempt.
        var known = part.Attempts.SelectMany(attempt => attempt.Executions, (attempt, execution) => (attempt, execution.Id)).ToList();
        var (of, id) = (step.Execution % (known.Count + 1)) is var place && place < known.Count
            ? known[place] : (part.Attempts[step.Execution % part.Attempts.Count], Guid.NewGuid());
        var started = job.Starts(step.Encoder, id, part) with { AttemptId = of.Id };
        var failed = job.Fails(step.Kind, step.Encoder, id, part) with { AttemptId = of.Id };
        _ = step.What switch
        {
            Happening.Published => job.Published(of.Id, Now),
            Happening.Started => job.Started(started, Now),
            Happening.Delivered => job.Deliver(job.Completes(id, step.Encoder, part) with { AttemptId = of.Id }, Now),
            Happening.Failed => job.Fail(failed, Now, othersLive: step.Part > 2),
            Happening.Excused => job.Fail(failed, Now, excused: true),
            Happening.HandedBack => job.HandBack(job.HandsBack(started), Now),
            Happening.Lost => job.Lose(id, Now),
            Happening.Vanished => job.Vanish(id, 3, Now),
            Happening.OrderedAgain => job.OrderAgain(of.Id, "The order was lost", null, TimeSpan.Zero, Now),
            Happening.Raced => job.Race(id, Now),
            Happening.Proven => part.Kind == PartKind.Whole ? job.Accept(id, Now) : job.AcceptPiece(id, Now),
            Happening.Refused => job.RefuseResult(id, FailureKind.CheckFailed, "Too short.", Now),
            Happening.Joined => job.IsInPieces() && job.IsComplete() && job.AcceptJoined(1, new string('d', 64), Now),
            Happening.NotJoined => job.GoWhole("The pieces could not be joined.", Now),
            Happening.BegunAnew => job.UseTools("x") || job.BeginAnew("x", Now),
            Happening.OutputPublished => job.OutputPublished(Now),
            Happening.Cancelled => job.Cancel(Now),
            Happening.SourceChanged => job.SourceChanged("Another one", Now),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.What, "Nothing happens"),
        };
    }

    private static string Describe(Job job) => $"{job.State}; " + string.Join("; ", job.Parts.Select(part =>
        $"{part.Kind} {part.Index}: " + string.Join(", ", part.Attempts.Select(attempt =>
            $"{attempt.Number} {attempt.State}: {string.Join(' ', attempt.Executions.Select(execution => execution.State))}"))));

    /// <summary>One event.</summary>
    /// <param name="What">Happens.</param>
    /// <param name="Part">Which one, counted around.</param>
    /// <param name="Execution">Which one of the part, or a new one, counted around.</param>
    /// <param name="Encoder">Name of whoever speaks.</param>
    /// <param name="Kind">Of a failure.</param>
    private sealed record Step(Happening What, int Part, int Execution, string Encoder, FailureKind Kind);
}
