using Transcoder.Coordinator.Completion;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class FilmIndexTests
{
    private static readonly MediaPacket[] Picture = [new(0, 960, 40, true, true), new(0, 1040, 40, false, false), new(0, 1000, 40, false, false)];
    private static readonly MediaPacket[] Sound = [new(1, 980, 20, true, true), new(1, 1020, 30, true, false), new(1, 1000, 20, true, false)];

    [Fact]
    public void Sound_is_timed_from_the_first_picture_that_is_shown_with_and_without_what_is_hidden() => Assert.Equal(
        new TrackIndex
        {
            Stream = 1,
            Packets = 3,
            Start = TimeSpan.FromMilliseconds(-20),
            ShownStart = TimeSpan.Zero,
            Length = TimeSpan.FromMilliseconds(70),
            ShownLength = TimeSpan.FromMilliseconds(50),
            Block = TimeSpan.FromMilliseconds(30),
            SampleRate = 48_000,
        },
        Index([.. Picture, .. Sound]));

    [Fact]
    public void One_packet_of_sound_without_its_time_leaves_the_count_only()
    {
        var track = Index([.. Picture, .. Sound, new(1, null, 20, true, false)]);

        Assert.Equal((4, null, null, null, null), (track.Packets, track.Start, track.ShownStart, track.Length, track.ShownLength));
    }

    [Fact]
    public void One_packet_of_sound_that_does_not_tell_how_long_it_is_leaves_the_start()
    {
        var track = Index([.. Picture, .. Sound, new(1, 1050, null, true, false)]);

        Assert.Equal((4, TimeSpan.Zero, null, null), (track.Packets, track.ShownStart, track.Length, track.ShownLength));
    }

    [Fact]
    public void Sound_beside_a_picture_without_times_has_no_start()
    {
        var track = Index([.. Picture, new(0, null, 40, false, false), .. Sound]);

        Assert.Equal((null, null, TimeSpan.FromMilliseconds(70)), (track.Start, track.ShownStart, track.Length));
    }

    private static TrackIndex Index(MediaPacket[] packets)
    {
        var builder = new FilmIndex.Builder(0);
        foreach (var packet in packets)
        {
            builder.Add(packet);
        }

        var unit = new Rational(1, 1000);
        return Assert.Single(builder.Build(new Dictionary<int, StreamClock> { [0] = new(unit, null), [1] = new(unit, 48_000) }).Others);
    }
}
