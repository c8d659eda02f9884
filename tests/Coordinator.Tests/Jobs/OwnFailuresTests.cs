using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class OwnFailuresTests
{
    private static readonly Guid JobId = Guid.NewGuid();
    private readonly FakeTimeProvider _time = new();
    private readonly OwnFailures _failures;

    public OwnFailuresTests() => _failures = new OwnFailures(_time);

    [Theory]
    [InlineData(true, 9)]
    [InlineData(false, 1)]
    public void It_is_tried_again_as_often_as_encoders_try(bool ofMachine, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.True(_failures.MayTryAgain(JobId, ofMachine));
        }

        Assert.False(_failures.MayTryAgain(JobId, ofMachine));
        Assert.True(_failures.MayTryAgain(JobId, ofMachine));
    }

    [Fact]
    public void What_the_machine_failed_rests_for_longer_each_time()
    {
        _failures.MayTryAgain(JobId, ofMachine: true);
        Assert.Equal([JobId], _failures.Resting);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(_failures.IsResting(JobId));

        _failures.MayTryAgain(JobId, ofMachine: true);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_failures.IsResting(JobId));

        _failures.Forget(JobId);
        Assert.False(_failures.IsResting(JobId));
    }
}
