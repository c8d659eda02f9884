using Microsoft.Extensions.Time.Testing;
using Transcoder.Encoder.Progress;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Tests.Progress;

public sealed class ProgressWindowTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Expected_frames_give_percent_and_time_left()
    {
        var window = new ProgressWindow(expectedFrames: 1000, duration: null, _time);

        _time.Advance(TimeSpan.FromSeconds(10));
        var view = window.Feed(At(250));

        Assert.Equal(new ProgressView(250, 25, 25, TimeSpan.FromSeconds(30)), view);
    }

    [Fact]
    public void The_duration_stands_in_for_unknown_frames()
    {
        var window = new ProgressWindow(expectedFrames: null, TimeSpan.FromSeconds(40), _time);

        _time.Advance(TimeSpan.FromSeconds(10));
        var view = window.Feed(At(250, position: 10));

        Assert.Equal(new ProgressView(250, 25, 25, TimeSpan.FromSeconds(30)), view);
    }

    [Fact]
    public void Without_either_only_the_rate_is_known()
    {
        var window = new ProgressWindow(null, null, _time);

        _time.Advance(TimeSpan.FromSeconds(4));
        var view = window.Feed(At(100));

        Assert.Equal(new ProgressView(100, 25, 0, null), view);
    }

    [Fact]
    public void The_rate_forgets_what_is_older_than_half_a_minute()
    {
        var window = new ProgressWindow(100_000, null, _time);
        var frames = 0L;
        Run(seconds: 60, perSecond: 100);

        var slow = Run(seconds: 60, perSecond: 10);

        Assert.InRange(slow.FramesPerSecond, 9.9, 10.1);

        ProgressView Run(int seconds, int perSecond)
        {
            var view = ProgressView.Nothing;
            for (var half = 0; half < seconds * 2; half++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
                frames += perSecond / 2;
                view = window.Feed(At(frames));
            }

            return view;
        }
    }

    [Fact]
    public void More_frames_than_expected_are_no_more_than_everything()
    {
        var window = new ProgressWindow(100, null, _time);

        _time.Advance(TimeSpan.FromSeconds(1));
        var view = window.Feed(At(120));

        Assert.Equal((100, TimeSpan.Zero), (view.Percent, view.Remaining));
    }

    [Fact]
    public void The_end_is_everything_whatever_was_expected()
    {
        var window = new ProgressWindow(1000, null, _time);

        _time.Advance(TimeSpan.FromSeconds(1));
        var view = window.Feed(new EncodeProgress(900, TimeSpan.Zero, 1, Ended: true));

        Assert.Equal((100, TimeSpan.Zero), (view.Percent, view.Remaining));
    }

    [Fact]
    public void A_report_in_the_first_instant_divides_by_nothing()
    {
        var view = new ProgressWindow(1000, null, _time).Feed(At(5));

        Assert.Equal(new ProgressView(5, 0, 0.5, null), view);
    }

    private static EncodeProgress At(long frames, double position = 0) => new(frames, TimeSpan.FromSeconds(position), 1, Ended: false);
}
