using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Encoding;

/// <summary>What an ended ffmpeg means for the order.</summary>
internal static class EncodeFailures
{
    // Faults of this machine that go away by themselves and are nobody's. A file that was there a moment ago is a storage that went away.
    private static readonly string[] Passing =
    [
        "No space left on device", "Disk quota exceeded", "Read-only file system", "Input/output error", "Stale file handle",
        "Transport endpoint is not connected", "Connection timed out", "Host is down", "No such file or directory",
    ];

    // SIGXFSZ, which is the limit of a confined program and not the disk's.
    private const int FileTooLarge = 128 + 25;

    /// <returns>Null when ffmpeg ended well and said nothing.</returns>
    public static StepFailure? Judge(ToolResult result)
    {
        if (result.TimedOut)
        {
            return Failure(FailureKind.Stalled, "ffmpeg did not end within Encoder:EncodeLimit", result);
        }

        if (result.ExitCode == 0)
        {
            // ffmpeg ends well on truncated and damaged files; only this output tells.
            return result.ErrorEmpty ? null : Failure(FailureKind.BadSource, $"ffmpeg reports damage: {FfmpegFaults.Telling(result.ErrorTail)}", result);
        }

        if (result.ExitCode == FileTooLarge)
        {
            return Failure(FailureKind.BadSource, "The result got larger than any result of such a source", result);
        }

        // A signal is none of ours: those end in a cancellation.
        if (FfmpegFaults.IsKilledOrNotStarted(result.ExitCode) && !result.ErrorTail.Any(IsPassing))
        {
            return Failure(FailureKind.BadEncoder, $"ffmpeg was killed or could not start (exit code {result.ExitCode})", result);
        }

        var kind = FfmpegFaults.Classify(result.ExitCode, result.ErrorTail) switch
        {
            FfmpegFault.Source => FailureKind.BadSource,
            FfmpegFault.Arguments => FailureKind.BadOrder,
            FfmpegFault.Machine => result.ErrorTail.Any(IsPassing) ? FailureKind.Transient : FailureKind.BadEncoder,

            // Tried once more on another encoder, which tells the source from the machine.
            _ => FailureKind.BadSource,
        };
        return Failure(kind, $"ffmpeg failed with exit code {result.ExitCode}: {FfmpegFaults.Telling(result.ErrorTail)}", result);
    }

    private static bool IsPassing(string line) => Passing.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static StepFailure Failure(FailureKind kind, string reason, ToolResult result) =>
        new(kind, reason, result.ExitCode, result.ErrorTail);
}
