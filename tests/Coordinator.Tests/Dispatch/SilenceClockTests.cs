using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Dispatch;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class SilenceClockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Guid _execution = Guid.NewGuid();
    private readonly Sightings _sightings;
    private readonly SilenceClock _silence;

    public SilenceClockTests()
    {
        _sightings = new Sightings(_time);
        _silence = new SilenceClock(_sightings);
    }

    [Fact]
    public void Silence_begins_with_the_last_sign_of_life()
    {
        Turns(20);
        _sightings.Note(_execution);

        Assert.Equal(TimeSpan.FromSeconds(30), Turns(30));
    }

    [Fact]
    public void What_was_never_heard_of_is_silent_since_it_was_first_asked_for()
    {
        Turns(5);

        Assert.Equal(TimeSpan.FromSeconds(100), Turns(100));
    }

    [Fact]
    public void An_outage_of_the_broker_gives_everybody_the_whole_time_again()
    {
        Turns(100);
        Turns(500, listening: false);

        Assert.Equal(TimeSpan.FromSeconds(100), Turns(100));
    }

    [Fact]
    public void A_while_in_which_this_process_stood_still_gives_everybody_the_whole_time_again()
    {
        Turns(100);
        _time.Advance(TimeSpan.FromSeconds(500));

        Assert.Equal(TimeSpan.FromSeconds(95), Turns(100));
    }

    [Fact]
    public void What_is_forgotten_begins_anew()
    {
        Turns(100);
        _silence.Forget(new HashSet<Guid>());

        Assert.Equal(TimeSpan.FromSeconds(5), Turns(10));
    }

    [Fact]
    public void What_was_begun_or_seen_since_the_last_outage_was_heard()
    {
        Turns(500, listening: false);
        Turns(100);

        Assert.True(_silence.WasHeard(_execution, TimeSpan.FromSeconds(85)));
        Assert.False(_silence.WasHeard(_execution, TimeSpan.FromSeconds(86)));
        _sightings.Note(_execution);
        Assert.True(_silence.WasHeard(_execution, TimeSpan.FromSeconds(86)));
    }

    [Fact]
    public void What_old_messages_tell_after_an_outage_was_not_heard()
    {
        Turns(100);
        Turns(5, listening: false);
        Turns(10);
        _sightings.Note(_execution);
        Turns(100);

        Assert.False(_silence.WasHeard(_execution, TimeSpan.FromSeconds(150)));
    }

    [Fact]
    public void What_was_begun_before_this_process_was_not_heard()
    {
        Turns(50);

        Assert.False(_silence.WasHeard(_execution, TimeSpan.FromSeconds(51)));
    }

    /// <returns>The silence at the last turn.</returns>
    private TimeSpan Turns(int seconds, bool listening = true)
    {
        var silence = TimeSpan.Zero;
        for (var second = 5; second <= seconds; second += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _silence.BeginTurn(listening);
            silence = _silence.Of(_execution);
        }

        return silence;
    }
}
