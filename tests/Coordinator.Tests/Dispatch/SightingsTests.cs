using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Dispatch;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class SightingsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Guid _execution = Guid.NewGuid();

    [Fact]
    public void The_first_sign_of_life_is_kept_and_the_last_one_moves_on()
    {
        var sightings = new Sightings(_time);
        sightings.Note(_execution);
        _time.Advance(TimeSpan.FromSeconds(7));
        sightings.Note(_execution);

        Assert.Equal(new Sighting(TimeSpan.Zero, TimeSpan.FromSeconds(7)), sightings.Of(_execution));
    }

    [Fact]
    public void What_was_not_seen_for_long_is_forgotten()
    {
        var sightings = new Sightings(_time);
        sightings.Note(_execution);
        _time.Advance(TimeSpan.FromSeconds(11));

        sightings.Forget(TimeSpan.FromSeconds(11));
        Assert.NotNull(sightings.Of(_execution));
        sightings.Forget(TimeSpan.FromSeconds(10));
        Assert.Null(sightings.Of(_execution));
    }
}
