using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class ResultCheckTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Result => _tree.At("result.mkv");

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData(EncoderCheck.Counts)]
    [InlineData(EncoderCheck.Decode)]
    [InlineData(EncoderCheck.Similarity)]
    public async Task What_was_ordered_passes(EncoderCheck check)
    {
        await MakeAsync();

        Assert.Null(await RunAsync(check, frames: 50));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    [InlineData(51)]
    public async Task Another_number_of_frames_fails(long frames)
    {
        await MakeAsync();

        Assert.Equal(FailureKind.CheckFailed, (await RunAsync(EncoderCheck.Counts, frames))?.Kind);
    }

    [Theory]
    [InlineData(EncoderCheck.Counts, "the result holds 50 video packets where ffmpeg wrote 51 frames")]
    [InlineData(EncoderCheck.Decode, "the result decodes to 50 frames where ffmpeg wrote 51")]
    [InlineData(EncoderCheck.Similarity, "the result decodes to 50 frames where ffmpeg wrote 51")]
    public async Task A_frame_that_was_written_and_is_not_there_fails_each_check(EncoderCheck check, string reason)
    {
        await MakeAsync();

        Assert.Equal(reason, (await RunAsync(check, frames: 51))?.Reason);
    }

    [Fact]
    public async Task A_result_that_lacks_the_last_frame_of_its_source_fails()
    {
        await MakeAsync();
        var source = await Clips.MakeAsync(_tree.At("source.mkv"), new ClipShape { Frames = 51, AudioCodec = null }, Stop);

        Assert.Equal("the source decodes to 51 frames where ffmpeg wrote 50", (await RunAsync(EncoderCheck.Similarity, frames: 50, source))?.Reason);
        Assert.Equal("the result decodes to 50 frames where ffmpeg wrote 51", (await RunAsync(EncoderCheck.Similarity, frames: 51, source))?.Reason);
    }

    [Fact]
    public async Task No_frame_at_all_is_no_result()
    {
        await MakeAsync();

        Assert.Equal("ffmpeg ended well and wrote no frame", (await RunAsync(EncoderCheck.Counts, frames: 0))?.Reason);
    }

    [Fact]
    public async Task What_an_edit_list_hides_is_no_frame()
    {
        var film = await Clips.MakeAsync(_tree.At("film.mp4"), new ClipShape { Frames = 50, AudioCodec = null }, Stop);
        await Clips.FfmpegAsync(["-ss", "0.8", "-i", film, "-c", "copy", "-f", "mp4", Result], Stop);

        Assert.Null(await RunAsync(EncoderCheck.Counts, frames: 30));
    }

    [Fact]
    public async Task A_stream_too_many_fails()
    {
        await Clips.MakeAsync(Result, new ClipShape { Frames = 50 }, Stop);

        Assert.Equal(FailureKind.CheckFailed, (await RunAsync(EncoderCheck.Counts, frames: 50))?.Kind);
    }

    [Fact]
    public async Task No_film_at_all_fails()
    {
        await File.WriteAllTextAsync(Result, "no film", Stop);

        var failure = await RunAsync(EncoderCheck.Counts, frames: 50);

        Assert.Equal(FailureKind.CheckFailed, failure?.Kind);
        Assert.StartsWith("the result cannot be read: ", failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_pictures_pass_the_counts_and_fail_the_decoding()
    {
        await MakeAsync();
        await using (var file = new FileStream(Result, FileMode.Open))
        {
            // In the middle of the first picture's data, which no header describes.
            file.Seek(4000, SeekOrigin.Begin);
            await file.WriteAsync(new byte[400], Stop);
        }

        Assert.Null(await RunAsync(EncoderCheck.Counts, frames: 50));
        Assert.Equal(FailureKind.CheckFailed, (await RunAsync(EncoderCheck.Decode, frames: 50))?.Kind);
    }

    private Task<string> MakeAsync() => Clips.MakeAsync(Result, new ClipShape { Frames = 50, AudioCodec = null }, Stop);

    private Task<Outcomes.StepFailure?> RunAsync(EncoderCheck check, long frames, string? source = null)
    {
        var options = Options.Create(new EncoderOptions { Check = check });
        var checks = new ResultCheck(new FfprobeClient(_tools), new DecodeCheck(_tools), new SimilarityCheck(_tools), new SoundCheck(_tools), options);
        return checks.RunAsync(Result, source ?? Result, Doubles.Orders.H264, null, frames, false, Stop);
    }
}
