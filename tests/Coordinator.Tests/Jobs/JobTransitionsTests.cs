using Transcoder.Coordinator.Jobs;
using static Transcoder.Coordinator.Jobs.JobEvent;
using static Transcoder.Coordinator.Jobs.JobState;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class JobTransitionsTests
{
    private static readonly Dictionary<(JobState, JobEvent), JobState> Ways = new()
    {
        [(Waiting, Planned)] = Active,
        [(Waiting, Refused)] = Failed,
        [(Waiting, LeftAsItIs)] = Skipped,
        [(Waiting, SourceChanged)] = Cancelled,
        [(Waiting, CancelRequested)] = Cancelled,
        [(Active, ResultArrived)] = Verifying,
        [(Active, AttemptRetried)] = Active,
        [(Active, AttemptsExhausted)] = Failed,
        [(Active, ResultNotSmaller)] = NotSmaller,
        [(Active, SourceChanged)] = Cancelled,
        [(Active, CancelRequested)] = Cancelled,
        [(Verifying, ResultArrived)] = Verifying,
        [(Verifying, ResultVerified)] = Committing,
        [(Verifying, AttemptRetried)] = Active,
        [(Verifying, AttemptsExhausted)] = Failed,
        [(Verifying, ResultNotSmaller)] = NotSmaller,
        [(Verifying, SourceChanged)] = Cancelled,
        [(Verifying, CancelRequested)] = Cancelled,
        [(Committing, OutputPublished)] = Completed,
        [(Committing, SourceChanged)] = Cancelled,
        [(Failed, RetryRequested)] = Waiting,
        [(Cancelled, RetryRequested)] = Waiting,
    };

    public static TheoryData<JobState, JobEvent> EveryStateAndEvent()
    {
        var all = new TheoryData<JobState, JobEvent>();
        foreach (var state in Enum.GetValues<JobState>())
        {
            foreach (var happened in Enum.GetValues<JobEvent>())
            {
                all.Add(state, happened);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndEvent))]
    public void Every_event_leads_where_the_table_says_and_nowhere_else(JobState state, JobEvent happened)
    {
        JobState? expected = Ways.TryGetValue((state, happened), out var next) ? next : null;

        Assert.Equal(expected, JobTransitions.Next(state, happened));
    }

    [Theory]
    [InlineData(Completed)]
    [InlineData(Failed)]
    [InlineData(Cancelled)]
    [InlineData(NotSmaller)]
    [InlineData(Skipped)]
    public void Final_states_are_left_by_a_retry_only(JobState state)
    {
        var ways = Enum.GetValues<JobEvent>().Where(happened => JobTransitions.Next(state, happened) is not null);

        Assert.True(JobTransitions.IsFinal(state));
        Assert.All(ways, happened => Assert.Equal(RetryRequested, happened));
    }
}
