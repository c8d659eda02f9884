using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Ffmpeg;

/// <summary>The tools of this machine, for real.</summary>
public sealed class FfmpegTests : IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("25")]
    [InlineData("24")]
    [InlineData("30000/1001")]
    public async Task A_whole_clip_decodes_clean_and_its_frames_are_counted(string rate)
    {
        var clip = await Clips.MakeAsync(_tree.At("a.mkv"), new ClipShape { Frames = 37, Rate = rate }, Token);

        var outcome = await new DecodeCheck(_runner).RunAsync(clip, true, Token);

        Assert.True(outcome.Clean, string.Join('\n', outcome.ErrorTail));
        Assert.Equal(37, outcome.Frames);
    }

    [Theory]
    [InlineData("mkv")]
    [InlineData("mp4")]
    public async Task A_cut_clip_is_not_clean_or_short(string ending)
    {
        var clip = await Clips.MakeAsync(_tree.At("a." + ending), new ClipShape { OutputOptions = ["-movflags", "+faststart"] }, Token);
        using (var file = File.OpenWrite(clip))
        {
            file.SetLength(file.Length * 7 / 10);
        }

        var outcome = await new DecodeCheck(_runner).RunAsync(clip, true, Token);

        Assert.True(!outcome.Clean && outcome.Frames < 50, $"clean {outcome.Clean}, {outcome.Frames} frames");
    }

    [Fact]
    public async Task Garbage_and_a_file_without_film_or_sound_are_not_clean()
    {
        var check = new DecodeCheck(_runner);
        await File.WriteAllTextAsync(_tree.At("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n", Token);

        var garbage = await check.RunAsync(_tree.File("garbage.mkv", "no film"u8), true, Token);
        var text = await check.RunAsync(_tree.At("a.srt"), true, Token);

        Assert.False(garbage.Clean);
        Assert.False(text.Clean);
        Assert.Equal(FfmpegFault.Source, FfmpegFaults.Classify(1, garbage.ErrorTail));
    }

    [Fact]
    public async Task A_playlist_that_calls_itself_a_film_reaches_no_network()
    {
        var list = _tree.File("a.mkv", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n"u8);

        var outcome = await new DecodeCheck(_runner).RunAsync(list, true, Token);

        Assert.False(outcome.Clean);
        Assert.DoesNotContain(outcome.ErrorTail, line => line.Contains("Connection refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_toolchain_has_a_version_and_the_same_hash_each_time()
    {
        var first = await Toolchain.ReadAsync(_runner, Token);
        var second = await Toolchain.ReadAsync(_runner, Token);

        Assert.Equal(first, second);
        Assert.Matches("^[0-9Nn]", first.FfmpegVersion);
        Assert.Matches("^[0-9a-f]{64}$", first.Hash);
    }

    [Fact]
    public async Task Encoders_are_tried_with_a_real_frame()
    {
        var probe = new EncoderProbe(_runner);

        Assert.True((await probe.TryAsync(["libx264", "libvpx-vp9"], Token)).Succeeded);
        var unknown = await probe.TryAsync(["libx264", "libnosuch"], Token);
        Assert.Equal(FfmpegFault.Machine, FfmpegFaults.Classify(unknown.ExitCode, unknown.ErrorTail));
    }

    [Fact]
    public async Task A_running_encode_reports_and_ends_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var parser = new ProgressParser();
        var id = 0;
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25", "-c:v", "libx264",
                "-progress", "pipe:1", "-nostats", FfmpegPath.Of(_tree.At("a.mkv")),
            ],
            Started = started => id = started,
            OutputLine = line =>
            {
                if (parser.Feed(line) is { Frames: > 0 })
                {
                    cancel.Cancel();
                }
            },
            Grace = TimeSpan.FromSeconds(30),
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.RunAsync(request, cancel.Token));

        Assert.False(ProcessTable.IsAlive(id));
    }
}
