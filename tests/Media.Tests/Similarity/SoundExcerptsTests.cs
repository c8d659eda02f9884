using Transcoder.Media.Similarity;

namespace Transcoder.Media.Tests.Similarity;

public sealed class SoundExcerptsTests
{
    private const int Second = SoundTrace.SampleRate;

    [Fact]
    public void Two_tracks_are_cut_at_the_same_places_however_they_come()
    {
        var sound = Noise(29 * Second);
        var (one, other) = (Excerpts(sound, piece: 1024), Excerpts(sound[(3 * Second)..], piece: 1152, first: 3 * Second));

        Assert.Equal(15, one.Kept.Count);
        Assert.Equal(14, other.Kept.Count);
        Assert.All(other.Kept.Where(kept => kept.Key > 1), kept => Assert.Equal(one.Kept[kept.Key].Samples, kept.Value.Samples));
    }

    [Fact]
    public void Of_a_long_film_no_more_are_kept_and_both_have_the_same()
    {
        var (one, other) = (new SoundExcerpts(), new SoundExcerpts());
        var minute = new short[60 * Second];
        for (var at = 0; at < 120; at++)
        {
            one.Add(at * minute.Length, 1, minute);
            other.Add((at * minute.Length) + Second, 1, minute);
        }

        Assert.InRange(one.Kept.Count, SoundExcerpts.Most / 2, SoundExcerpts.Most);
        Assert.Equal(one.Kept.Keys, other.Kept.Keys);
        Assert.InRange(SoundExcerpts.Start(one.Kept.Keys.Max()).TotalMinutes, 117, 120);
    }

    [Fact]
    public void A_time_that_is_rounded_leaves_no_gap()
    {
        var sound = Noise(4 * Second);
        var jittery = new SoundExcerpts();
        for (var first = 0; first < sound.Length; first += 160)
        {
            jittery.Add(first + (first / 160 % 3) - 1, 1, sound.AsSpan(first, 160));
        }

        // It is as the first piece says, and the mean of all is right.
        Assert.Equal(Excerpts(sound, piece: 1024, first: -1).Kept[1].Samples, jittery.Kept[1].Samples);
        Assert.Equal(1, jittery.Kept[1].Late, 0.05);
    }

    [Fact]
    public void What_is_missing_is_silent_and_what_follows_is_where_it_was()
    {
        var sound = Noise(4 * Second);
        var excerpts = new SoundExcerpts();
        excerpts.Add(0, 1, sound.AsSpan(0, 4000));
        excerpts.Add(4009, 1, sound.AsSpan(4009));

        Assert.Equal([.. new short[800], .. sound[..4000], .. new short[9], .. sound[4009..8800]], excerpts.Kept[0].Samples);
        Assert.Equal(sound[15200..24800], excerpts.Kept[1].Samples);
    }

    [Fact]
    public void Channels_that_are_each_others_opposite_are_heard()
    {
        var excerpts = new SoundExcerpts();
        excerpts.Add(0, 2, [.. Noise(Second).SelectMany(sample => (short[])[sample, (short)-sample])]);

        Assert.Contains(excerpts.Kept[0].Samples, sample => Math.Abs((int)sample) > 1000);
    }

    [Fact]
    public void What_comes_before_the_picture_is_not_kept()
    {
        var excerpts = Excerpts(Noise(10 * Second), piece: 1024, first: -10 * Second);

        Assert.Equal([0], excerpts.Kept.Keys);
    }

    private static SoundExcerpts Excerpts(short[] sound, int piece, int first = 0)
    {
        var excerpts = new SoundExcerpts();
        foreach (var samples in sound.Chunk(piece))
        {
            excerpts.Add(first, 1, samples);
            first += samples.Length;
        }

        return excerpts;
    }

    private static short[] Noise(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(-9000, 9000))];
    }
}
