using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Encoder.Encoding;

/// <summary>Compares a result with its order, here where both are; an exit code proves nothing.</summary>
internal sealed class ResultCheck(FfprobeClient ffprobe, DecodeCheck decode, IOptions<EncoderOptions> options)
{
    /// <param name="result">Absolute path.</param>
    /// <param name="settings">What was ordered.</param>
    /// <param name="frames">That ffmpeg says it wrote.</param>
    /// <returns>Null when the result is what was ordered.</returns>
    public async Task<StepFailure?> RunAsync(string result, EncodeSettings settings, long frames, CancellationToken cancellationToken)
    {
        if (frames == 0)
        {
            return Mismatch("ffmpeg ended well and wrote no frame");
        }

        // All at once, since a short film is checked as fast as the tools start; the first answer is the one that explains most.
        var found = await Task.WhenAll(
            StreamsAsync(result, settings, cancellationToken),
            CountAsync(result, frames, cancellationToken),
            options.Value.Check is EncoderCheck.Decode ? DecodeAsync(result, frames, cancellationToken) : Task.FromResult<StepFailure?>(null));
        return found.FirstOrDefault(failure => failure is not null);
    }

    private async Task<StepFailure?> StreamsAsync(string result, EncodeSettings settings, CancellationToken cancellationToken) =>
        await ffprobe.ProbeAsync(result, cancellationToken) switch
        {
            ProbeOutcome.Unreadable unreadable => Mismatch($"the result cannot be read: {unreadable.Reason}", unreadable.ErrorTail),
            ProbeOutcome.Probed { Probe: var probe } when ExpectedStreams.Mismatch(settings, probe) is { } mismatch => Mismatch(mismatch),
            _ => null,
        };

    private async Task<StepFailure?> CountAsync(string result, long frames, CancellationToken cancellationToken)
    {
        var packets = 0L;
        var (read, _) = await ffprobe.ReadVideoPacketsAsync(result, 0, packet => packets += packet.Discard ? 0 : 1, cancellationToken);
        return read switch
        {
            { Succeeded: false } => Mismatch("the result's packets cannot be read", read.ErrorTail),
            _ when packets != frames => Mismatch($"the result holds {packets} video packets where ffmpeg wrote {frames} frames"),
            _ => null,
        };
    }

    private async Task<StepFailure?> DecodeAsync(string result, long frames, CancellationToken cancellationToken)
    {
        var decoded = await decode.RunAsync(result, cancellationToken);
        return decoded switch
        {
            { Clean: false } => Mismatch("the result does not decode cleanly", decoded.ErrorTail),
            _ when decoded.Frames != frames => Mismatch($"the result decodes to {decoded.Frames} frames where ffmpeg wrote {frames}"),
            _ => null,
        };
    }

    private static StepFailure Mismatch(string reason, IReadOnlyList<string>? tail = null) =>
        new(FailureKind.CheckFailed, reason, null, tail ?? []);
}
