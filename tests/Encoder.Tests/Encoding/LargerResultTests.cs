using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class LargerResultTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task An_encode_that_gets_too_large_is_given_up()
    {
        var step = await EncodeAsync(1000, "placebo");

        Assert.Equal(FailureKind.NotSmaller, Assert.IsType<EncodeStep.Failed>(step).Failure.Kind);
    }

    [Fact]
    public async Task One_that_stays_below_is_not() => Assert.IsType<EncodeStep.Written>(await EncodeAsync(100_000_000, "ultrafast"));

    private async Task<EncodeStep> EncodeAsync(long maximumBytes, string preset)
    {
        var source = await Clips.MakeAsync(_tree.At("source.mkv"), new ClipShape { Frames = 500, AudioCodec = null }, Stop);
        var options = Options.Create(new EncoderOptions());
        var ffmpeg = new FfmpegEncode(_tools, new SourceDiagnosis(new DamageSearch(_tools), options), options, TimeProvider.System);
        var settings = Doubles.Orders.H264 with { Container = OutputContainer.Matroska };
        return await ffmpeg.RunAsync(
            settings with { Video = settings.Video with { Crf = 1, Preset = preset } }, null, source, _tree.At("result"), maximumBytes, false, _ => { }, Stop);
    }
}
