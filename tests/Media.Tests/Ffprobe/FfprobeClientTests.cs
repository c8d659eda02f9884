using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Ffprobe;

public sealed class FfprobeClientTests : IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    public static TheoryData<string> OddNames => new(
        "-i.mkv", "concat:a|b.mkv", "pipe:0", "file:x.mkv", "a b.mkv", "it's \"q\".mkv", "line\nbreak.mkv", "ü漢.mkv", "%03d.mkv", "$(id) `id` *?[a].mkv");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FfprobeClient Client => new(_runner);

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task A_header_is_read()
    {
        var clip = await Clips.MakeAsync(
            _tree.At("a.mkv"),
            new ClipShape
            {
                Frames = 60,
                Rate = "30000/1001",
                OutputOptions = ["-metadata", "title=A film", "-metadata:s:a", "language=deu", "-metadata:s:a", "title=Ton", "-disposition:a", "default"],
            },
            Token);

        var probe = await ProbeAsync(clip);

        Assert.Contains("matroska", probe.Formats);
        Assert.Equal("A film", probe.Tags["TITLE"]);
        Assert.Equal(2, probe.Streams.Count);
        var video = probe.MainVideo!;
        Assert.Equal(("h264", 192, 128, "yuv420p"), (video.Codec, video.Width, video.Height, video.PixelFormat));
        Assert.Equal(new Rational(30000, 1001), video.FrameRate);
        Assert.Equal(new Rational(1, 1000), video.TimeBase);
        Assert.InRange(video.Duration!.Value.TotalSeconds, 1.9, 2.1);
        var audio = probe.Streams[1];
        Assert.Equal((MediaStreamKind.Audio, "aac", 1, "mono", 48000), (audio.Kind, audio.Codec, audio.Channels, audio.ChannelLayout, audio.SampleRate));
        Assert.Equal(("deu", "Ton", true, false), (audio.Language, audio.Title, audio.IsDefault, audio.IsForced));
        Assert.Null(audio.FrameRate);
    }

    [Fact]
    public async Task Covers_fonts_subtitles_and_chapters_are_told_apart()
    {
        var film = await Clips.MakeAsync(_tree.At("film.mkv"), cancellationToken: Token);
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", _tree.At("cover.png")], Token);
        await File.WriteAllTextAsync(_tree.At("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n", Token);
        await File.WriteAllTextAsync(_tree.At("chapters"), ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=1\nEND=2\n", Token);
        var font = _tree.File("font.ttf", "no real font"u8);
        var whole = _tree.At("whole.mkv");
        await Clips.FfmpegAsync(
            [
                "-i", film, "-i", _tree.At("a.srt"), "-i", _tree.At("chapters"), "-map", "0", "-map", "1", "-map_chapters", "2", "-c", "copy",
                "-disposition:s:0", "forced", "-attach", _tree.At("cover.png"), "-metadata:s:3", "mimetype=image/png", "-metadata:s:3", "filename=cover.png",
                "-attach", font, "-metadata:s:4", "mimetype=font/ttf", "-metadata:s:4", "filename=font.ttf", whole,
            ],
            Token);

        var probe = await ProbeAsync(whole);

        Assert.Equal(2, probe.Chapters);
        Assert.Equal(
            [MediaStreamKind.Video, MediaStreamKind.Audio, MediaStreamKind.Subtitle, MediaStreamKind.Video, MediaStreamKind.Attachment],
            probe.Streams.Select(stream => stream.Kind));
        Assert.Equal(0, probe.MainVideo?.Index);
        Assert.True(probe.Streams[2].IsForced);
        Assert.True(probe.Streams[3].IsAttachedPicture);
        Assert.Equal(("font.ttf", "font/ttf"), (probe.Streams[4].FileName, probe.Streams[4].MimeType));
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task Any_name_is_a_file(string name)
    {
        var clip = await Clips.MakeAsync(_tree.At("clip.mkv"), new ClipShape { Frames = 3, AudioCodec = null }, Token);
        var odd = _tree.At(name);
        File.Copy(clip, odd);

        var probe = await ProbeAsync(odd);

        Assert.Equal("h264", probe.MainVideo?.Codec);
    }

    [Fact]
    public async Task What_is_no_film_is_unreadable_with_a_reason()
    {
        var garbage = await Client.ProbeAsync(_tree.File("a.mkv", "no film"u8), Token);
        var empty = await Client.ProbeAsync(_tree.File("b.mkv", []), Token);
        var absent = await Client.ProbeAsync(_tree.At("absent"), Token);
        var folder = await Client.ProbeAsync(_tree.Root, Token);

        Assert.All([garbage, empty, absent, folder], outcome => Assert.NotEmpty(Assert.IsType<ProbeOutcome.Unreadable>(outcome).Reason));
        Assert.Contains("not there", ((ProbeOutcome.Unreadable)absent).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packets_come_one_by_one_with_time_key_and_discard()
    {
        var shape = new ClipShape { Frames = 200, AudioCodec = null, VideoOptions = ["-preset", "ultrafast", "-g", "50"] };
        var clip = await Clips.MakeAsync(_tree.At("a.mp4"), shape, Token);
        var cut = _tree.At("cut.mp4");
        await Clips.FfmpegAsync(["-ss", "3.3", "-i", clip, "-c", "copy", cut], Token);
        List<MediaPacket> whole = [];
        List<MediaPacket> edited = [];

        var (first, clocks) = await Client.ReadPacketsAsync(clip, 0, whole.Add, Token);
        var (second, _) = await Client.ReadPacketsAsync(cut, 0, edited.Add, Token);

        Assert.True(first.Succeeded && second.Succeeded);
        Assert.Equal((await ProbeAsync(clip)).MainVideo?.TimeBase, clocks[0].TimeBase);
        Assert.Equal(200, whole.Count);
        Assert.Equal(4, whole.Count(packet => packet.Key));
        Assert.DoesNotContain(whole, packet => packet.Discard || packet.Pts is null);
        Assert.Contains(edited, packet => packet.Discard);
        Assert.Equal(edited.Count(packet => !packet.Discard), await Clips.CountFramesAsync(cut, 0, Token));
    }

    [Fact]
    public async Task Frames_of_what_cannot_be_decoded_are_not_listed()
    {
        var clip = await Clips.MakeAsync(_tree.At("a.mkv"), new ClipShape { Frames = 12 }, Token);

        Assert.Equal(12, await Clips.CountFramesAsync(clip, 0, Token));
        Assert.Null(await Clips.CountFramesAsync(clip, 9, Token));
        Assert.Null(await Clips.CountFramesAsync(_tree.File("b.mkv", "no film"u8), 0, Token));
    }

    [Fact]
    public async Task Decoded_frames_have_the_times_of_packets_and_packets_of_sound_are_as_they_were()
    {
        var clip = await Clips.MakeAsync(_tree.At("a.mp4"), new ClipShape { VideoOptions = ["-preset", "ultrafast", "-bf", "2"] }, Token);
        List<MediaPacket> listed = [];
        List<MediaPacket> decoded = [];

        var (_, clocks) = await Client.ReadPacketsAsync(clip, null, listed.Add, Token);
        var (ended, same) = await Client.ReadFramesAsync(clip, 0, [1], [], decoded.Add, Token);

        Assert.True(ended.Succeeded);
        Assert.Equal(clocks[1], same[1]);
        Assert.Equal(Times(listed, clocks[0]), Times(decoded, same[0]));
        Assert.Equal(listed.Where(packet => packet.Stream == 1), decoded.Where(packet => packet.Stream == 1));
        Assert.Contains(decoded, packet => packet is { Stream: 1, Discard: true });

        static IEnumerable<double> Times(List<MediaPacket> packets, StreamClock clock) =>
            packets.Where(packet => packet.Stream == 0).Select(packet => packet.Pts * clock.TimeBase!.Value.Value).Order().Select(time => Math.Round(time!.Value, 6));
    }

    [Fact]
    public async Task Sound_is_heard_from_where_its_decoder_gives_some()
    {
        var clip = _tree.At("a.wmv");
        await Clips.FfmpegAsync(
            ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1", "-f", "lavfi", "-i", "sine=r=48000:d=1", "-pix_fmt", "yuv420p", "-c:v", "wmv2", "-c:a", "wmav2", clip],
            Token);
        List<MediaPacket> listed = [];
        List<MediaPacket> heard = [];

        var (_, packets) = await Client.ReadFramesAsync(clip, 0, [1], [], listed.Add, Token);
        var (ended, sound) = await Client.ReadFramesAsync(clip, 0, [], [1], heard.Add, Token);

        Assert.True(ended.Succeeded);
        Assert.Equal(0, First(listed, packets));
        Assert.Equal(0.086, First(heard, sound), 0.001);

        static double First(List<MediaPacket> list, IReadOnlyDictionary<int, StreamClock> clocks) =>
            list.First(packet => packet.Stream == 1).Pts!.Value * clocks[1].TimeBase!.Value.Value;
    }

    [Fact]
    public async Task A_turned_film_says_so()
    {
        Assert.SkipWhen(Clips.FindReal("rotated-90.mp4") is null, "The real clips are not here.");

        var probe = await ProbeAsync(Clips.FindReal("rotated-90.mp4")!);

        Assert.Equal(90, Math.Abs(probe.MainVideo!.Rotation!.Value));
    }

    [Fact]
    public async Task A_film_of_high_dynamic_range_says_so()
    {
        Assert.SkipWhen(Clips.FindReal("hlg-10bit.mov") is null, "The real clips are not here.");

        var video = (await ProbeAsync(Clips.FindReal("hlg-10bit.mov")!)).MainVideo!;

        Assert.Equal(("bt2020", "arib-std-b67", "bt2020nc", "tv"), (video.ColorPrimaries, video.ColorTransfer, video.ColorMatrix, video.ColorRange));
    }

    private async Task<MediaProbe> ProbeAsync(string path)
    {
        var outcome = await Client.ProbeAsync(path, Token);
        return outcome is ProbeOutcome.Probed probed ? probed.Probe : throw new Xunit.Sdk.XunitException(outcome.ToString());
    }
}
