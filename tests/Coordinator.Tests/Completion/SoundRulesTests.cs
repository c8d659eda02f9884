using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Each figure of docs/verification.md, by value; <see cref="SoundVerifyTests"/> has them on real sound.</summary>
public sealed class SoundRulesTests
{
    /// <summary>Four seconds of AAC at 48 kHz that begin with the picture.</summary>
    private static readonly TrackIndex Sound = new()
    {
        Stream = 1,
        Packets = 188,
        Start = TimeSpan.Zero,
        ShownStart = TimeSpan.Zero,
        Length = TimeSpan.FromSeconds(4),
        ShownLength = TimeSpan.FromSeconds(4),
        Block = TimeSpan.FromSeconds(1024 / 48000.0),
        SampleRate = 48_000,
    };

    [Theory]
    [InlineData(OutputContainer.Matroska, 188, true)]
    [InlineData(OutputContainer.Matroska, 187, false)]
    [InlineData(OutputContainer.Matroska, 189, false)]
    [InlineData(OutputContainer.WebM, 187, false)]
    [InlineData(OutputContainer.Mp4, 187, true)]
    [InlineData(OutputContainer.Mp4, 186, false)]
    [InlineData(OutputContainer.Mp4, 189, false)]
    public void Copied_sound_has_the_packets_of_the_source(OutputContainer container, long packets, bool good) =>
        Assert.Equal(good, Check(StreamCodec.Copy, Sound, Sound with { Packets = packets }, container) is null);

    [Theory]
    [InlineData(188, 1, true)]
    [InlineData(188, 0, false)]
    [InlineData(0, 0, true)]
    public void Encoded_sound_is_there_where_the_source_has_some(long source, long result, bool good) =>
        Assert.Equal(good, Check(StreamCodec.Aac, Sound with { Packets = source }, Sound with { Packets = result }) is null);

    [Fact]
    public void A_track_without_packets_lacks_all_of_the_sources() =>
        Assert.Equal("Audio from stream 1 has 0 packets, the source's 188.", SoundRules.Check(Ordered(StreamCodec.Copy), Film(Sound), Film(), [1]));

    [Theory]
    [InlineData(StreamCodec.Copy, 2, true)]
    [InlineData(StreamCodec.Copy, 3, false)]
    [InlineData(StreamCodec.Copy, -2, true)]
    [InlineData(StreamCodec.Copy, -3, false)]
    [InlineData(StreamCodec.Aac, 30, true)]
    [InlineData(StreamCodec.Aac, 31, false)]
    [InlineData(StreamCodec.Aac, -30, true)]
    [InlineData(StreamCodec.Aac, -31, false)]
    public void Sound_begins_where_it_did_beside_the_picture(StreamCodec codec, double shift, bool good) =>
        Assert.Equal(good, Check(codec, Sound, Beginning(shift, shift)) is null);

    [Theory]
    [InlineData(2048, 44_100, 46, true)]
    [InlineData(2048, 44_100, 47, false)]
    [InlineData(1024, 22_050, 52, true)]
    [InlineData(1024, 22_050, 53, false)]
    [InlineData(4608, 48_000, 31, false)]
    public void Encoded_sound_may_be_off_by_a_block_of_the_sources_but_not_by_one_that_loses_nothing(int samples, int hertz, double shift, bool good)
    {
        var source = Sound with { Block = TimeSpan.FromSeconds((double)samples / hertz), SampleRate = hertz };

        Assert.Equal(good, Check(StreamCodec.Aac, source, Beginning(shift, shift)) is null);
    }

    [Theory]
    [InlineData(-21, 0, true)]
    [InlineData(-31, 0, false)]
    [InlineData(-21, 31, false)]
    public void Behind_an_edit_list_is_the_encoders_first_block_and_no_more(double start, double shown, bool good) =>
        Assert.Equal(good, Check(StreamCodec.Aac, Sound, Beginning(start, shown)) is null);

    [Fact]
    public void Encoded_sound_need_not_have_what_the_source_hides_and_copied_sound_must()
    {
        var hiding = Beginning(-40, 0) with { Length = TimeSpan.FromSeconds(4.3) };

        Assert.Null(Check(StreamCodec.Aac, hiding, Sound));
        Assert.Contains("begins 40 ms later", Check(StreamCodec.Copy, hiding, Sound), StringComparison.Ordinal);
        Assert.Contains("longer", Check(StreamCodec.Copy, hiding with { Start = TimeSpan.Zero }, Sound), StringComparison.Ordinal);
        Assert.Null(Check(StreamCodec.Copy, hiding, hiding with { ShownStart = hiding.Start, ShownLength = hiding.Length }));
    }

    [Theory]
    [InlineData(StreamCodec.Copy, 21, 4100, true)]
    [InlineData(StreamCodec.Copy, 21, 4101, false)]
    [InlineData(StreamCodec.Aac, 21, 4100, true)]
    [InlineData(StreamCodec.Aac, 21, 4101, false)]
    [InlineData(StreamCodec.Aac, 21, 3900, true)]
    [InlineData(StreamCodec.Aac, 21, 3899, false)]
    [InlineData(StreamCodec.Aac, 60, 4120, true)]
    [InlineData(StreamCodec.Aac, 60, 4121, false)]
    public void Sound_is_as_long_as_it_was(StreamCodec codec, double block, double length, bool good)
    {
        var source = Sound with { Block = TimeSpan.FromMilliseconds(block), SampleRate = 32_000 };

        Assert.Equal(good, Check(codec, source, source with { Length = TimeSpan.FromMilliseconds(length), ShownLength = TimeSpan.FromMilliseconds(length) }) is null);
    }

    [Theory]
    [InlineData(StreamCodec.Copy)]
    [InlineData(StreamCodec.Aac)]
    public void Times_that_a_file_does_not_tell_are_not_judged(StreamCodec codec)
    {
        var untold = Sound with { Start = null, ShownStart = null, Length = null, ShownLength = null, Block = null, SampleRate = null };

        Assert.Null(Check(codec, untold, Beginning(500, 500)));
        Assert.Null(Check(codec, Beginning(500, 500), untold));
    }

    private static TrackIndex Beginning(double start, double shown) =>
        Sound with { Start = TimeSpan.FromMilliseconds(start), ShownStart = TimeSpan.FromMilliseconds(shown) };

    private static string? Check(StreamCodec codec, TrackIndex source, TrackIndex result, OutputContainer container = OutputContainer.Matroska) =>
        SoundRules.Check(Ordered(codec) with { Container = container }, Film(source), Film(result), [1]);

    private static EncodeSettings Ordered(StreamCodec codec) =>
        JobBuilder.Settings with { Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = codec }] };

    private static FilmIndex Film(params TrackIndex[] tracks) => new(Picture(100), tracks);

    private static VideoIndex Picture(int frames)
    {
        var builder = new VideoIndex.Builder();
        for (var frame = 0; frame < frames; frame++)
        {
            builder.Add(new MediaPacket(0, 40 * frame, 40, false, false));
        }

        return builder.Build(new Rational(1, 1000));
    }
}
