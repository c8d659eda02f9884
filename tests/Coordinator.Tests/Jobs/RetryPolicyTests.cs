using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(FailureKind.BadSource, 2)]
    [InlineData(FailureKind.CheckFailed, 2)]
    [InlineData(FailureKind.BadOrder, 1)]
    [InlineData(FailureKind.Stalled, 3)]
    [InlineData(FailureKind.Transient, 10)]
    [InlineData(FailureKind.Poison, 1)]
    public void A_kind_is_tried_as_often_as_the_table_says(FailureKind kind, int tries)
    {
        for (var failures = 1; failures < tries; failures++)
        {
            Assert.IsType<RetryDecision.Retry>(RetryPolicy.Decide(kind, failures));
        }

        Assert.IsType<RetryDecision.GiveUp>(RetryPolicy.Decide(kind, tries));
    }

    [Fact]
    public void A_sick_encoder_is_never_held_against_the_job() =>
        Assert.IsType<RetryDecision.Retry>(RetryPolicy.Decide(FailureKind.BadEncoder, 1_000_000));

    [Fact]
    public void A_cancelled_twin_is_never_held_against_the_job() =>
        Assert.Equal(new RetryDecision.Retry(TimeSpan.Zero, Elsewhere: false), RetryPolicy.Decide(FailureKind.Cancelled, 1_000_000));

    [Fact]
    public void Transient_trouble_waits_twice_as_long_each_time_up_to_ten_minutes()
    {
        var delays = Enumerable.Range(1, 9).Select(failures => ((RetryDecision.Retry)RetryPolicy.Decide(FailureKind.Transient, failures)).Delay);

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 600, 600], delays.Select(delay => delay.TotalSeconds));
    }
}
