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

        Assert.Equal(FailureKind.CheckFailed, (await RunAsync(EncoderCheck.Counts, frames: 50))?.Kind);
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

    private Task<Outcomes.StepFailure?> RunAsync(EncoderCheck check, long frames)
    {
        var options = Options.Create(new EncoderOptions { Check = check });
        var checks = new ResultCheck(new FfprobeClient(_tools), new DecodeCheck(_tools), new SimilarityCheck(_tools), new SoundCheck(_tools), options);
        return checks.RunAsync(Result, Result, Doubles.Orders.H264, null, frames, false, Stop);
    }
}
