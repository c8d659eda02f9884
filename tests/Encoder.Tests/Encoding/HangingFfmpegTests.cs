using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class HangingFfmpegTests : IDisposable
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
    public async Task An_ffmpeg_that_gains_nothing_is_killed_and_called_stalled()
    {
        var pipe = await PipeWithoutWriterAsync();
        var ffmpeg = Encode(new EncoderOptions { StallLimit = TimeSpan.FromSeconds(2) });

        var step = await ffmpeg.RunAsync(Doubles.Orders.H264, null, pipe, _tree.At("result"), null, false, _ => { }, Stop);

        Assert.Equal(FailureKind.Stalled, Assert.IsType<EncodeStep.Failed>(step).Failure.Kind);
    }

    [Fact]
    public async Task An_ffmpeg_that_exceeds_the_limit_is_killed_and_called_stalled()
    {
        var pipe = await PipeWithoutWriterAsync();
        var ffmpeg = Encode(new EncoderOptions { EncodeLimit = TimeSpan.FromSeconds(1) });

        var step = await ffmpeg.RunAsync(Doubles.Orders.H264, null, pipe, _tree.At("result"), null, false, _ => { }, Stop);

        Assert.Equal(FailureKind.Stalled, Assert.IsType<EncodeStep.Failed>(step).Failure.Kind);
    }

    [Fact]
    public async Task A_cancellation_is_no_stall()
    {
        var pipe = await PipeWithoutWriterAsync();
        using var cancelled = new CancellationTokenSource();
        var running = Encode(new EncoderOptions()).RunAsync(Doubles.Orders.H264, null, pipe, _tree.At("result"), null, false, _ => { }, cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private FfmpegEncode Encode(EncoderOptions options) =>
        new(_tools, new SourceDiagnosis(new DamageSearch(_tools), Options.Create(options)), Options.Create(options), TimeProvider.System);

    /// <summary>Reading it waits for ever, as from a dead disk.</summary>
    private async Task<string> PipeWithoutWriterAsync()
    {
        var pipe = _tree.At("source");
        await _tools.RunAsync(new ToolRequest { Program = "mkfifo", Arguments = [pipe] }, Stop);
        return pipe;
    }
}
