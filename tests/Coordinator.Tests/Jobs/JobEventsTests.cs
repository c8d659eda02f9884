using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using static Transcoder.Coordinator.Tests.Jobs.JobBuilder;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>Whatever happens in whatever order, a job is never forgotten: an open one is ordered, worked on or being proven.</summary>
public sealed class JobEventsTests
{
    private const int Sequences = 3000;
    private const int Length = 40;
    private static readonly string[] Names = ["alpha", "beta", "gamma"];
    private static readonly FailureKind[] Kinds =
        [FailureKind.Transient, FailureKind.BadEncoder, FailureKind.Cancelled, FailureKind.Stalled, FailureKind.BadSource, FailureKind.CheckFailed, FailureKind.NotSmaller];

    [Fact]
    public void No_sequence_of_events_leaves_a_job_in_limbo()
    {
        for (var seed = 1; seed <= Sequences; seed++)
        {
            var random = new Random(seed);
            var job = Active();
            var told = new List<string>();
            for (var step = 0; step < Length; step++)
            {
                told.Add(Happen(job, random));
                Assert.True(IsSound(job), $"Seed {seed}: {string.Join(", ", told)}: {job.State}, {Describe(job)}");
            }
        }
    }

    private static bool IsSound(Job job)
    {
        var part = job.Parts.Single();
        var states = part.Attempts.SelectMany(attempt => attempt.Executions).Select(execution => execution.State).ToList();
        var numbers = part.Attempts.Select(attempt => attempt.Number).ToList();
        var marked = part.Attempts.TrueForAll(attempt =>
            attempt.State != AttemptState.Started || attempt.Executions.Exists(execution => execution.State == ExecutionState.Running));
        return numbers.Distinct().Count() == numbers.Count && job.State switch
        {
            JobState.Active => marked && part.Attempts.Exists(attempt => attempt.State != AttemptState.Ended) && !states.Contains(ExecutionState.Delivered),
            JobState.Verifying => marked && states.Contains(ExecutionState.Delivered),
            JobState.Committing => states.Count(state => state == ExecutionState.Accepted) == 1,
            JobState.Completed => states.Count(state => state == ExecutionState.Accepted) == 1 && job.Fate == SourceFateState.Pending,
            _ => job.State is JobState.Failed or JobState.Cancelled or JobState.NotSmaller && job.Fate == SourceFateState.Pending,
        };
    }

    private static string Happen(Job job, Random random)
    {
        var attempts = job.Parts.Single().Attempts;
        var attempt = attempts[random.Next(attempts.Count)];
        var executions = attempts.SelectMany(other => other.Executions).ToList();
        var execution = executions.Count == 0 || random.Next(4) == 0 ? Guid.NewGuid() : executions[random.Next(executions.Count)].Id;
        var of = attempts.Find(other => other.Executions.Exists(known => known.Id == execution)) ?? attempt;
        var name = Names[random.Next(Names.Length)];
        var kind = Kinds[random.Next(Kinds.Length)];
        var started = job.Starts(name, execution) with { AttemptId = of.Id };
        var number = of.Number;
        switch (random.Next(13))
        {
            case 0:
                job.Published(of.Id, Now);
                return $"published {number}";
            case 1 or 2 or 3:
                job.Started(started, Now);
                return $"started {number} on {name}";
            case 4:
                job.Deliver(job.Completes(execution, name) with { AttemptId = of.Id }, Now);
                return $"delivered {number}";
            case 5 or 6:
                job.Fail(job.Fails(kind, name, execution) with { AttemptId = of.Id }, Now, excused: random.Next(4) == 0);
                return $"{kind} of {number}";
            case 7:
                job.HandBack(job.HandsBack(started), Now);
                return $"handed back {number}";
            case 8:
                job.Lose(execution, Now);
                return $"lost {number}";
            case 9:
                job.Vanish(execution, 3, Now);
                return $"vanished {number}";
            case 10:
                job.OrderAgain(of.Id, "The order was lost", null, TimeSpan.Zero, Now);
                return $"again {number}";
            case 11:
                return End(job, random);
            default:
                if (random.Next(3) == 0)
                {
                    job.Accept(execution, Now);
                    return $"accepted {number}";
                }

                job.RefuseResult(execution, FailureKind.CheckFailed, "Too short.", Now);
                return $"refused {number}";
        }
    }

    /// <summary>What ends most jobs, rarely enough for others to grow old.</summary>
    private static string End(Job job, Random random)
    {
        switch (random.Next(20))
        {
            case 0:
                job.Cancel(Now);
                return "cancelled";
            case 1:
                job.SourceChanged("Another one", Now);
                return "source changed";
            default:
                job.OutputPublished(Now);
                return "published";
        }
    }

    private static string Describe(Job job) => string.Join("; ", job.Parts.Single().Attempts.Select(attempt =>
        $"{attempt.Number} {attempt.State}: {string.Join(' ', attempt.Executions.Select(execution => execution.State))}"));
}
