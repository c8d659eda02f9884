using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Tests.Health;

public sealed class EncoderHealthTests
{
    private readonly EncoderHealth _health = new(Options.Create(new EncoderOptions()));

    [Fact]
    public void Three_failures_of_different_jobs_make_it_unwell_and_say_why()
    {
        FailThree(FailureKind.CheckFailed);

        Assert.Equal((EncoderState.Unwell, "3 different jobs failed in a row, the last one: third"), _health.Now);
        Assert.True(_health.Changes.TryRead(out _));
    }

    [Theory]
    [InlineData(FailureKind.BadOrder)]
    [InlineData(FailureKind.Transient)]
    [InlineData(FailureKind.Cancelled)]
    public void What_is_nobodys_fault_here_does_not_count(FailureKind kind)
    {
        FailThree(kind);

        Assert.Equal(EncoderState.Ready, _health.Now.State);
    }

    [Fact]
    public void One_job_that_fails_again_and_again_does_not_count()
    {
        var job = Guid.NewGuid();
        for (var tries = 0; tries < 5; tries++)
        {
            _health.Failed(job, FailureKind.BadSource, "damaged");
        }

        Assert.Equal(EncoderState.Ready, _health.Now.State);
    }

    [Fact]
    public void A_success_between_starts_the_count_again()
    {
        _health.Failed(Guid.NewGuid(), FailureKind.BadEncoder, "first");
        _health.Failed(Guid.NewGuid(), FailureKind.BadEncoder, "second");
        _health.Succeeded();
        _health.Failed(Guid.NewGuid(), FailureKind.BadEncoder, "third");

        Assert.Equal(EncoderState.Ready, _health.Now.State);
    }

    [Fact]
    public async Task A_good_look_makes_it_ready_and_lets_the_waiting_on()
    {
        FailThree(FailureKind.BadEncoder);
        var waiting = _health.UntilKnownAsync(CancellationToken.None);
        var waited = !waiting.IsCompleted;

        _health.Judge(null);

        Assert.True(waited);
        Assert.Null(await waiting);
        Assert.Equal((EncoderState.Ready, null), _health.Now);
    }

    [Fact]
    public void Stopping_is_said_before_anything_else()
    {
        FailThree(FailureKind.BadEncoder);

        _health.Stopping();

        Assert.Equal((EncoderState.Stopping, null), _health.Now);
    }

    private void FailThree(FailureKind kind)
    {
        foreach (var reason in (string[])["first", "second", "third"])
        {
            _health.Failed(Guid.NewGuid(), kind, reason);
        }
    }
}
