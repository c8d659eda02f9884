using Transcoder.Coordinator.Completion;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class VideoIndexTests
{
    private static readonly Rational Milliseconds = new(1, 1000);

    [Fact]
    public void Frames_are_counted_from_the_first_one_shown()
    {
        var index = Index(Milliseconds, 3040, 3000, 3080);

        Assert.Equal(3, index.Frames);
        Assert.Equal([0, 40_000, 80_000], index.Times);
    }

    [Fact]
    public void Packets_that_are_not_shown_do_not_count()
    {
        var builder = new VideoIndex.Builder();
        builder.Add(new MediaPacket(0, 0, null, true, Discard: true));
        builder.Add(new MediaPacket(0, 40, null, false, Discard: false));

        Assert.Equal(1, builder.Build(Milliseconds).Frames);
    }

    [Fact]
    public void A_missing_time_stamp_leaves_the_count_only()
    {
        var builder = new VideoIndex.Builder();
        builder.Add(new MediaPacket(0, 0, null, true, false));
        builder.Add(new MediaPacket(0, null, null, false, false));

        var index = builder.Build(Milliseconds);

        Assert.Equal((2L, null), (index.Frames, index.Times));
    }

    [Fact]
    public void Different_clocks_and_starts_agree_on_the_same_frames()
    {
        var source = Index(new Rational(1001, 24000), 10, 11, 12, 13);
        var result = Index(Milliseconds, 0, 42, 83, 125);

        Assert.True(source.LargestDeviation(result) < TimeSpan.FromMicroseconds(501));
    }

    [Fact]
    public void A_frame_at_another_time_is_seen()
    {
        var deviation = Index(Milliseconds, 0, 40, 80).LargestDeviation(Index(Milliseconds, 0, 47, 80));

        Assert.Equal(TimeSpan.FromMilliseconds(7), deviation);
    }

    [Fact]
    public void Some_of_the_frames_are_counted_from_the_first_of_them()
    {
        var index = Index(Milliseconds, 0, 40, 80);

        Assert.Equal([0, 40_000], index.Slice(1, 2)?.Times);
        Assert.Null(index.Slice(2, 2));
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        var index = Index(Milliseconds, 0, 40, 80);
        using var text = new StringWriter();
        await index.WriteAsync(text);

        var read = await VideoIndex.ReadAsync(new StringReader(text.ToString()), TestContext.Current.CancellationToken);

        Assert.Equal(index.Times, read?.Times);
    }

    [Fact]
    public async Task A_file_cut_short_is_not_believed()
    {
        using var reader = new StringReader("3\n0\n40000\n");

        Assert.Null(await VideoIndex.ReadAsync(reader, TestContext.Current.CancellationToken));
    }

    private static VideoIndex Index(Rational timeBase, params ReadOnlySpan<long> times)
    {
        var builder = new VideoIndex.Builder();
        foreach (var time in times)
        {
            builder.Add(new MediaPacket(0, time, null, false, false));
        }

        return builder.Build(timeBase);
    }
}
