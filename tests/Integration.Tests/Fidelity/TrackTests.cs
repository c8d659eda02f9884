using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>What tracks, and the film as a whole, say of themselves.</summary>
public sealed class TrackTests : IDisposable
{
    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Matroska_keeps_all_that_is_said_of_tracks()
    {
        var source = await MakeAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264) with { Container = OutputContainer.Matroska });

        Assert.Equal(
            [
                "Bild h264 - ", "Deutsch aac ger ", "Kommentar aac fre comment", "Forced subrip eng forced", "SDH subrip spa hearing_impaired", "- - - ",
            ],
            await TracksAsync(result));
        Assert.Equal(["One", "Two"], await ChaptersAsync(result));
        var tags = await TagsAsync(result);
        Assert.Equal(("Film", "Somebody", "own", "01:02:03:04"), (tags["title"], tags["ARTIST"], tags["MYTAG"], tags["TIMECODE"]));
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public async Task Mp4_names_the_titles_and_tags_that_it_has_no_place_for()
    {
        var source = await MakeAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        Assert.Equal(
            ["- aac ger default", "- aac fre comment", "- mov_text eng default,forced", "- mov_text spa hearing_impaired,captions"], (await TracksAsync(result))[1..5]);
        Assert.Equal(["One", "Two"], await ChaptersAsync(result));
        Assert.Equal("01:02:03:04", (await _bench.StreamAsync(result)).GetProperty("tags").GetProperty("timecode").GetString());
        Assert.Equal(
            [
                "Stream 0 (video, h264) loses its title \"Bild\": MP4 cannot say that.",
                "Stream 1 (sound, aac, ger) loses its title \"Deutsch\": MP4 cannot say that.",
                "Stream 2 (sound, aac, fre) loses its title \"Kommentar\": MP4 cannot say that.",
                "Stream 3 (subtitle, subrip, eng) is converted to MovText: MP4 cannot carry subrip. Stream 3 (subtitle, subrip, eng) loses its title \"Forced\": MP4 cannot say that.",
                "Stream 4 (subtitle, subrip, spa) is converted to MovText: MP4 cannot carry subrip. Stream 4 (subtitle, subrip, spa) loses its title \"SDH\": MP4 cannot say that.",
                "Stream 5 (attachment, f.ttf) is left out: MP4 has no attachments.",
                "MP4 has no place for the film's tags MYTAG: left out.",
            ],
            plan.Notes);
    }

    [Fact]
    public async Task WebM_names_the_marks_that_it_has_no_place_for()
    {
        var source = await MakeAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Vp9));

        Assert.Equal(
            ["Bild vp9 - ", "Deutsch opus ger ", "Kommentar opus fre ", "Forced webvtt eng forced", "SDH webvtt spa "], await TracksAsync(result));
        Assert.Equal(6, (await _bench.StreamAsync(result, 2)).GetProperty("channels").GetInt32());
        Assert.Equal(["One", "Two"], await ChaptersAsync(result));
        Assert.Equal("own", (await TagsAsync(result))["MYTAG"]);
        Assert.Contains(plan.Notes, note => note.EndsWith("loses its mark as comment: WebM cannot say that.", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.EndsWith("loses its mark as hearing_impaired: WebM cannot say that.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sound_that_does_not_say_where_its_speakers_stand_is_encoded()
    {
        // Of higher rates ffmpeg 7.1 decodes Speex wrongly.
        var source = _bench.At("speex.mkv");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=2", "-f", "lavfi", "-i", "sine=r=8000:d=2", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                "-c:a", "libspeex", source,
            ],
            TestContext.Current.CancellationToken);

        var (_, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        var sound = await _bench.StreamAsync(result, 1);
        Assert.Equal(("aac", "mono"), (sound.GetProperty("codec_name").GetString(), sound.GetProperty("channel_layout").GetString()));
    }

    [Theory]
    [InlineData("stereo", "5.1", VideoCodec.Vp9, 2, "stereo, 5.1(side)")]
    [InlineData("5.1", "stereo", VideoCodec.Vp9, 6, "5.1(side), stereo")]
    [InlineData("mono", "stereo", VideoCodec.H264, 1, "mono, stereo")]
    [InlineData("stereo", "5.1", VideoCodec.H264, 2, "stereo, 5.1(side)")]
    public async Task Encoded_sound_of_a_broadcast_has_the_channels_that_it_begins_with_and_says_so(
        string first, string later, VideoCodec codec, int channels, string changes)
    {
        const string Speech = "aevalsrc='0.4*sin(1900*t)*pow(sin(7*t+3*sin(1.3*t)),8)':s=48000";
        var source = await _bench.BroadcastAsync(
            [.. new[] { first, later }.Select(layout => (string[])
            [
                "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25", "-f", "lavfi", "-i", $"{Speech},aformat=channel_layouts={layout}",
                "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "ac3",
            ])]);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec) with { Audio = AudioRule.Encode });

        Assert.Equal(channels, (await _bench.StreamAsync(result, 1)).GetProperty("channels").GetInt32());
        Assert.Single(plan.Notes, note => note.EndsWith($" Its channels change ({changes}): all of it gets those that it begins with.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_that_says_otherwise_of_its_tracks_is_refused()
    {
        var source = await MakeAsync();
        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264) with { Container = OutputContainer.Matroska });
        await Clips.FfmpegAsync(
            [
                "-i", result, "-map", "0", "-c", "copy", "-c:a:1", "aac", "-ac:a:1", "2", "-map_chapters", "-1", "-metadata:s:a:0", "language=spa",
                "-disposition:s:0", "0", "-disposition:a:0", "default", "-disposition:a:1", "comment", _bench.At("other.mkv"),
            ],
            FidelityBench.Token);

        Assert.Equal(
            [
                "The language of Audio from stream 1 is spa, not ger.",
                "Audio from stream 1 is marked as default.",
                "Audio from stream 2 has 2 channels, not 6.",
                "Subtitle from stream 3 is not marked as forced.",
                "0 chapters, not 2.",
            ],
            (await _bench.ProblemsAsync(plan.Settings, _bench.At("other.mkv"))).Where(problem => !problem.StartsWith("Subtitle from stream 4", StringComparison.Ordinal)));
    }

    private async Task<string> MakeAsync()
    {
        await File.WriteAllTextAsync(_bench.At("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n", FidelityBench.Token);
        await File.WriteAllTextAsync(_bench.At("f.ttf"), "no font", FidelityBench.Token);
        await File.WriteAllTextAsync(
            _bench.At("chapters"),
            ";FFMETADATA1\ntitle=Film\nartist=Somebody\nmytag=own\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1\nSTART=1\nEND=2\ntitle=Two\n",
            FidelityBench.Token);
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25:d=2", "-f", "lavfi", "-i", "sine=r=48000:d=2",
                "-f", "lavfi", "-i", "aevalsrc=0.1*sin(t*400)|0|0|0|0|0:c=5.1:d=2", "-i", _bench.At("a.srt"), "-i", _bench.At("a.srt"), "-i", _bench.At("chapters"),
                "-map", "0", "-map", "1", "-map", "2", "-map", "3", "-map", "4", "-map_metadata", "5", "-map_chapters", "5",
                "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-c:s", "srt", "-timecode", "01:02:03:04", "-metadata:s:v:0", "title=Bild",
                "-metadata:s:a:0", "language=ger", "-metadata:s:a:0", "title=Deutsch", "-disposition:a:0", "0",
                "-metadata:s:a:1", "language=fre", "-metadata:s:a:1", "title=Kommentar", "-disposition:a:1", "comment",
                "-metadata:s:s:0", "language=eng", "-metadata:s:s:0", "title=Forced", "-disposition:s:0", "forced",
                "-metadata:s:s:1", "language=spa", "-metadata:s:s:1", "title=SDH", "-disposition:s:1", "hearing_impaired",
                "-attach", _bench.At("f.ttf"), "-metadata:s:t", "mimetype=font/ttf", _bench.At("rich.mkv"),
            ],
            FidelityBench.Token);
        return _bench.At("rich.mkv");
    }

    /// <summary>Title, codec, language and marks of each track.</summary>
    private async Task<List<string>> TracksAsync(string path) =>
        [.. (await _bench.AskAsync(path, "-show_streams")).GetProperty("streams").EnumerateArray().Select(stream =>
        {
            var tags = stream.TryGetProperty("tags", out var found) ? found : default;
            var marks = stream.GetProperty("disposition").EnumerateObject().Where(mark => mark.Value.GetInt32() == 1).Select(mark => mark.Name);
            return $"{Tag(tags, "title")} {Tag(stream, "codec_name")} {Tag(tags, "language")} {string.Join(',', marks)}";
        })];

    private async Task<IEnumerable<string?>> ChaptersAsync(string path) =>
        (await _bench.AskAsync(path, "-show_chapters")).GetProperty("chapters").EnumerateArray().Select(chapter => chapter.GetProperty("tags").GetProperty("title").GetString());

    private async Task<Dictionary<string, string?>> TagsAsync(string path) =>
        (await _bench.AskAsync(path, "-show_format")).GetProperty("format").GetProperty("tags").EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString());

    private static string Tag(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString()! : "-";
}
