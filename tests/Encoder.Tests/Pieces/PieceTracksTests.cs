using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Pieces;

/// <summary>What is beside the picture of a film in pieces: never cut, and where it was.</summary>
public sealed class PieceTracksTests : IDisposable
{
    private const double Millisecond = 0.001;

    private readonly PieceBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(OutputContainer.Matroska, StreamCodec.Copy)]
    [InlineData(OutputContainer.Matroska, StreamCodec.Copy, "libopus")]
    [InlineData(OutputContainer.Matroska, StreamCodec.Flac)]
    [InlineData(OutputContainer.Matroska, StreamCodec.Opus)]
    [InlineData(OutputContainer.Mp4, StreamCodec.Copy)]
    [InlineData(OutputContainer.Mp4, StreamCodec.Aac)]
    [InlineData(OutputContainer.WebM, StreamCodec.Copy, "libvorbis")]
    [InlineData(OutputContainer.WebM, StreamCodec.Opus)]
    public async Task Sound_and_text_stay_where_they_are_beside_the_picture(OutputContainer container, StreamCodec codec, string sound = "aac")
    {
        var source = await MakeAsync(sound);
        var settings = Settings(container, codec);

        var tracks = codec is StreamCodec.Copy && container is OutputContainer.Matroska ? null : await TracksAsync(source, settings);
        var stitched = await _bench.StitchedAsync(source, settings, Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source)), tracks: tracks);

        var wholly = await _bench.WholeAsync(source, settings);
        var (whole, found) = (await ProbeAsync(wholly), await ProbeAsync(stitched));
        Assert.Equal(whole.Streams.Select(stream => (stream.Kind, stream.Codec)), found.Streams.Select(stream => (stream.Kind, stream.Codec)));
        Assert.Equal((2, "Film"), (found.Chapters, found.Tags.GetValueOrDefault("title")));
        Assert.Equal(whole.Streams.Select(stream => stream.Language), found.Streams.Select(stream => stream.Language));
        var heard = await HeardAsync(source);
        Assert.Equal(heard, await HeardAsync(wholly), Millisecond);
        Assert.Equal(heard, await HeardAsync(stitched), Millisecond);
        Assert.Equal(await TextAsync(source), await TextAsync(stitched), 0.025);
        var films = new FilmPair { Result = stitched, Source = source, Picture = 0, Tracks = [1] };
        var compared = await new SimilarityCheck(_bench.Tools).RunAsync(films, TimeSpan.FromMinutes(1), PieceBench.Stop);
        Assert.True(compared.Clean);
        Assert.Null(compared.Difference);
    }

    [Theory]
    [InlineData("film.mp4", "libopus", "0", "0")]
    [InlineData("film.mp4", "libopus", "0", "0.5")]
    [InlineData("film.mp4", "libopus", "0.5", "0")]
    [InlineData("film.ts", "aac", "0", "0.5")]
    public async Task Copied_sound_is_heard_where_it_was(string name, string codec, string picture, string sound)
    {
        var source = _bench.At(name);
        await Clips.FfmpegAsync(
            [
                "-itsoffset", picture, "-f", "lavfi", "-i", "testsrc2=s=176x144:r=25:d=6",
                "-itsoffset", sound, "-f", "lavfi", "-i", "aevalsrc='sin(2*PI*1000*t)*gt(sin(7*t*t)\\,0)':s=48000:d=6",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", codec, "-strict", "-2", source,
            ],
            PieceBench.Stop);
        var settings = Settings(OutputContainer.Matroska, StreamCodec.Copy);
        settings = settings with { Streams = [settings.Streams[0]] };
        var chunks = Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source));
        var heard = await HeardAsync(source);

        Assert.Equal(heard, await HeardAsync(await _bench.WholeAsync(source, settings)), Millisecond);
        Assert.Equal(heard, await HeardAsync(await _bench.StitchedAsync(source, settings, chunks)), Millisecond);
        Assert.Equal(heard, await HeardAsync(await _bench.StitchedAsync(source, settings, chunks, tracks: await TracksAsync(source, settings))), Millisecond);
    }

    [Theory]
    [InlineData(EncoderCheck.Counts)]
    [InlineData(EncoderCheck.Decode)]
    [InlineData(EncoderCheck.Similarity)]
    public async Task Tracks_alone_pass_every_check(EncoderCheck check)
    {
        var source = await MakeAsync();
        var settings = Settings(OutputContainer.Matroska, StreamCodec.Opus);

        Assert.Null(await _bench.CheckAsync(await TracksAsync(source, settings), source, settings, Tracks, frames: 0, check));
    }

    [Fact]
    public async Task Tracks_alone_pass_where_their_source_does_not_begin_at_zero()
    {
        var source = _bench.At("film.ts");
        await Clips.FfmpegAsync(["-i", await MakeAsync(), "-map", "0:0", "-map", "0:1", "-c", "copy", source], PieceBench.Stop);
        var settings = Settings(OutputContainer.Matroska, StreamCodec.Flac);
        settings = settings with { Streams = [settings.Streams[0]] };

        Assert.True((await ProbeAsync(source)).Start > TimeSpan.FromSeconds(1));
        Assert.Null(await _bench.CheckAsync(await TracksAsync(source, settings), source, settings, Tracks, frames: 0, EncoderCheck.Similarity));
    }

    [Fact]
    public async Task Tracks_that_are_late_by_a_tenth_of_a_second_fail()
    {
        var source = await MakeAsync();
        var settings = Settings(OutputContainer.Matroska, StreamCodec.Flac);
        var late = _bench.At("late.mkv");
        await Clips.FfmpegAsync(["-i", await TracksAsync(source, settings), "-map", "0", "-c", "copy", "-output_ts_offset", "10.1", late], PieceBench.Stop);

        var reason = await _bench.CheckAsync(late, source, settings, Tracks, frames: 0, EncoderCheck.Similarity);

        Assert.Contains("100 ms late", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_of_two_thousand_pieces_is_stitched()
    {
        var source = await Clips.MakeAsync(_bench.At("film.mkv"), new ClipShape { Frames = 2, Width = 64, Height = 48, AudioCodec = null }, PieceBench.Stop);
        Directory.CreateDirectory(_bench.At("pieces"));
        string[] pieces = [.. Enumerable.Range(0, 2000).Select(index => _bench.At($"pieces/{index}.mkv"))];
        Array.ForEach(pieces, piece => File.Copy(source, piece));
        var stitch = new ChunkStitch
        {
            Chunks = [.. pieces.Select((piece, index) => (piece, index * 80_000L))],
            Source = source,
            PictureStream = 0,
            PictureOffset = TimeSpan.Zero,
            Format = "matroska",
            Destination = _bench.At("stitched.mkv"),
        };

        var ended = await new ChunkStitcher(_bench.Tools).StitchAsync(stitch, PieceBench.Stop);

        Assert.True(ended is { Succeeded: true, ErrorEmpty: true }, string.Join('\n', ended.ErrorTail));
        Assert.Equal(4000, (await _bench.FramesAsync(stitch.Destination)).Times.Count);
    }

    private static VideoSettings Vp9 { get; } = new() { SourceStream = 0, Codec = VideoCodec.Vp9, Crf = 40, Preset = "8", Threads = 1 };

    private static PieceSettings Tracks { get; } = new() { Content = PieceContent.Tracks };

    private static EncodeSettings Settings(OutputContainer container, StreamCodec codec) => new()
    {
        Container = container,
        Video = container is OutputContainer.WebM ? Vp9 : PieceBench.Lossless,
        Streams =
        [
            new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = codec },
            new StreamSettings
            {
                SourceStream = 2,
                Kind = StreamKind.Subtitle,
                Codec = container is OutputContainer.Mp4 ? StreamCodec.MovText : container is OutputContainer.WebM ? StreamCodec.WebVtt : StreamCodec.Copy,
            },
        ],
    };

    private async Task<string> TracksAsync(string source, EncodeSettings settings)
    {
        var result = _bench.At("tracks" + WorkNames.Extension(settings.Container));
        await _bench.EncodeAsync(settings, Tracks, source, result);
        return result;
    }

    private async Task<MediaProbe> ProbeAsync(string path) =>
        Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(_bench.Tools).ProbeAsync(path, PieceBench.Stop)).Probe;

    /// <summary>Seconds from the first picture to where the tone sets in again, to the sample.</summary>
    private async Task<double> HeardAsync(string path)
    {
        double? heard = null;
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-copyts", "-i", path, "-map", "0:a:0", "-af",
                "silencedetect=n=0.1:d=0.2,ametadata=print:key=lavfi.silence_end:file=-", "-f", "null", "-",
            ],
            OutputLine = line => heard ??= line.Split('=') is ["lavfi.silence_end", var time] ? double.Parse(time, CultureInfo.InvariantCulture) : null,
        };
        await _bench.Tools.RunAsync(request, PieceBench.Stop);
        return heard!.Value - (await ProbeAsync(path)).Streams[0].Start!.Value.TotalSeconds;
    }

    /// <summary>Seconds from the first picture to the first line of text.</summary>
    private async Task<double> TextAsync(string path)
    {
        var times = new List<double>();
        foreach (var stream in new[] { "s:0", "v:0" })
        {
            var request = new ToolRequest
            {
                Program = "ffprobe",
                Arguments = ["-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time,size", "-of", "csv=p=0", path],
            };
            var (_, output) = await _bench.Tools.CaptureAsync(request, 100_000, PieceBench.Stop);

            // MP4 fills the time without text with packets of two bytes.
            times.Add(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).Where(line => line[1] != "2")
                .Min(line => double.Parse(line[0], CultureInfo.InvariantCulture)));
        }

        return times[0] - times[1];
    }

    /// <summary>The picture begins half a second behind the sound, whose tone comes and goes.</summary>
    private async Task<string> MakeAsync(string sound = "aac")
    {
        await File.WriteAllTextAsync(
            _bench.At("tags"),
            ";FFMETADATA1\ntitle=Film\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=8000\ntitle=Two\n",
            PieceBench.Stop);
        await File.WriteAllTextAsync(_bench.At("text.srt"), "1\n00:00:02,000 --> 00:00:03,000\nHello\n", PieceBench.Stop);
        var source = _bench.At("film.mkv");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "aevalsrc='sin(2*PI*1000*t)*gt(sin(7*t*t)\\,0)':s=48000:d=8", "-itsoffset", "0.5", "-f", "lavfi", "-i", "testsrc2=s=176x144:r=25:d=7.5",
                "-i", _bench.At("text.srt"), "-i", _bench.At("tags"), "-map", "1", "-map", "0", "-map", "2", "-map_metadata", "3", "-map_chapters", "3",
                "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", sound, "-c:s", "subrip", "-metadata:s:v", "language=eng",
                "-metadata:s:a", "language=deu", source,
            ],
            PieceBench.Stop);
        return source;
    }
}
