using Transcoder.Contracts;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Orders;

/// <summary>From the order to the result in work/, with the real ffmpeg.</summary>
public sealed class WholeExecutionTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly Storage _storage = new();

    public static TheoryData<VideoCodec, string, OutputContainer, StreamCodec> Codecs => new()
    {
        { VideoCodec.H264, "ultrafast", OutputContainer.Mp4, StreamCodec.Aac },
        { VideoCodec.Hevc, "ultrafast", OutputContainer.Matroska, StreamCodec.Copy },
        { VideoCodec.Av1, "12", OutputContainer.Matroska, StreamCodec.Flac },
        { VideoCodec.Vp9, "8", OutputContainer.WebM, StreamCodec.Opus },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Every_codec_gives_a_checked_result_under_the_executions_name(
        VideoCodec codec, string preset, OutputContainer container, StreamCodec sound)
    {
        await Clips.MakeAsync(_storage.At("incoming/film.mkv"), new ClipShape { Frames = 30 }, Stop);
        var order = _storage.Order("film.mkv", new EncodeSettings
        {
            Container = container,
            Video = new VideoSettings { SourceStream = 0, Codec = codec, Crf = 40, Preset = preset, Threads = 1 },
            Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = sound }],
        });

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(order);

        var report = Assert.IsType<EncodeOutcome.Encoded>(outcome).Report;
        var result = _storage.At(report.ResultPath);
        Assert.Equal($"work/part/{WorkNames.Result(report.ExecutionId, container)}", report.ResultPath);
        Assert.Equal((30, order.SettingsHash), (report.Frames, report.SettingsHash));
        Assert.Equal(await FileHash.Sha256Async(_storage.At(order.SourcePath), Stop), report.SourceSha256);
        Assert.Equal(await FileHash.Sha256Async(result, Stop), report.ResultSha256);
        Assert.Equal(new FileInfo(result).Length, report.ResultBytes);
        Assert.Equal([report.ResultPath], _storage.Entries);
        var probe = Assert.IsType<ProbeOutcome.Probed>(await _storage.Get<FfprobeClient>().ProbeAsync(result, Stop)).Probe;
        Assert.Equal([MediaStreamKind.Video, MediaStreamKind.Audio], probe.Streams.Select(stream => stream.Kind));
    }

    [Fact]
    public async Task Surround_sound_with_side_speakers_becomes_Opus()
    {
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25:d=1", "-f", "lavfi", "-i", "aevalsrc=0|0|0|0|0|0:c=5.1(side):d=1",
                "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "ac3", _storage.At("incoming/film.mkv"),
            ],
            Stop);
        var order = _storage.Order("film.mkv", Doubles.Orders.H264 with
        {
            Container = OutputContainer.Matroska,
            Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Opus, Kilobits = 256 }],
        });

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(order);

        Assert.IsType<EncodeOutcome.Encoded>(outcome);
    }

    [Fact]
    public async Task A_source_cut_off_in_the_middle_is_a_bad_source_though_ffmpeg_ends_well()
    {
        var film = await Clips.MakeAsync(_storage.At("incoming/film.mkv"), new ClipShape { Frames = 100 }, Stop);
        await using (var cut = new FileStream(film, FileMode.Open))
        {
            cut.SetLength(cut.Length / 2);
        }

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order("film.mkv"));

        var report = Assert.IsType<EncodeOutcome.Failed>(outcome).Report;
        Assert.Equal((FailureKind.BadSource, 0), (report.Kind, report.ExitCode));
        Assert.NotEmpty(report.LogTail);
        Assert.Empty(_storage.Entries);
    }

    [Fact]
    public async Task A_text_file_is_a_bad_source()
    {
        await File.WriteAllTextAsync(_storage.At("incoming/film.mkv"), "no film", Stop);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order("film.mkv"));

        Assert.Equal(FailureKind.BadSource, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
        Assert.Empty(_storage.Entries);
    }

    [Fact]
    public async Task Stopping_kills_ffmpeg_and_leaves_nothing()
    {
        var outcome = await StopInTheMiddleAsync(board => board.Close());

        Assert.IsType<EncodeOutcome.HandedBack>(outcome);
        Assert.Empty(_storage.Entries);
        Assert.Empty(_storage.Reporter.Reported);
    }

    [Fact]
    public async Task A_cancel_kills_ffmpeg_and_leaves_nothing()
    {
        var outcome = await StopInTheMiddleAsync(board =>
            board.Cancel(new CancelTranscode { JobId = Assert.Single(board.Progress()).JobId, Reason = "enough" }));

        Assert.Equal(FailureKind.Cancelled, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
        Assert.Empty(_storage.Entries);
    }

    private async Task<EncodeOutcome> StopInTheMiddleAsync(Action<ExecutionBoard> stop)
    {
        await Clips.MakeAsync(_storage.At("incoming/film.mkv"), new ClipShape { Frames = 500, Width = 640, Height = 480 }, Stop);
        var slow = Doubles.Orders.H264 with { Video = Doubles.Orders.H264.Video with { Preset = "placebo" } };
        var board = _storage.Get<ExecutionBoard>();
        var delivery = _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order("film.mkv", slow) with { ExpectedFrames = 500 });
        await Eventually.TrueAsync(() => board.Progress() is [{ Frames: > 0, Phase: ExecutionPhase.Encoding }], Soon);

        stop(board);
        return await delivery;
    }
}
