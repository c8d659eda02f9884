namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// Tells failure kinds from what ffmpeg says, since its exit code does not: in 5.1 it is 1 for nearly everything, in 7.1 the low byte of its error, as 183
/// for what it cannot read and 228 for a full disk (AVERROR in libavutil/error.h). Texts of 5.1 to 9.0 at "-v error".
/// </summary>
public static class FfmpegFaults
{
    // 123 is a hard exit after many signals, 255 the end after one, 126 and 127 a program or library that cannot be loaded.
    private const int ManySignals = 123;
    private const int OneSignal = 255;
    private const int NotStarted = 126;
    private const int NotLoaded = 127;

    // 128 and a signal that ended it at once: SIGHUP to SIGSYS.
    private const int FirstSignal = 128 + 1;
    private const int LastSignal = 128 + 31;

    private static readonly string[] Disk = ["No space left", "Disk quota exceeded", "Read-only file system"];

    private static readonly string[] Machine =
    [
        .. Disk, "Permission denied", "No such file or directory",
        "Input/output error", "Stale file handle", "Cannot allocate memory", "Too many open files", "shared libraries",
        "Unknown encoder", "Encoder not found", "Cannot load lib", "No VA display", "Device creation failed", "No capable devices found",
    ];

    private static readonly string[] Arguments =
    [
        "Unrecognized option", "Option not found", "Unable to parse", "Error setting option", "Error parsing options",
        "invalid preset", "No such filter", "Filter not found", "Invalid encoder type", "Unable to find a suitable output format",
        "Unable to choose an output format", "Requested output format", "are supported for", "Could not write header", "already exists", "Is a directory",
        "must be at least", "maybe incorrect parameters",
    ];

    private static readonly string[] Source =
    [
        "Invalid data found", "moov atom not found", "partial file", "ended prematurely", "corrupt decoded frame", "error while decoding",
        "EBML header parsing failed", "matches no streams", "does not contain any stream", "corrupt input packet", "Invalid NAL unit",
        "Could not find codec parameters", "Error submitting packet to decoder", "Decoding error",
        "exceeds specified max pixel count", "Format not on whitelist",
    ];

    // What it says of what it has said already: 5.1 once at the end, 7.1 by each part that ends for it.
    private static readonly string[] Echoes =
    [
        "    Last message repeated ", "Conversion failed!", "Terminating thread with return code", "Task finished with error code",
        "Error sending frames to consumers", "Could not open encoder before EOF", "Nothing was written into output file", "Error opening output file",
        "Error opening input file", "Error muxing a packet",
    ];

    /// <summary>The line that tells best what went wrong: the last one that is no echo of another; of none, that there is none.</summary>
    /// <param name="errorTail">The words of a run.</param>
    public static string Telling(IReadOnlyList<string> errorTail) =>
        errorTail.LastOrDefault(line => !Echoes.Any(echo => line.Contains(echo, StringComparison.Ordinal))) ?? errorTail.LastOrDefault("it said nothing");

    /// <summary>Judges one run that did not end well and was neither cancelled nor timed out.</summary>
    /// <param name="exitCode">0 is possible: a cut-off source gives 0 and words on standard error.</param>
    /// <param name="errorTail">The words; the first list that knows one of them decides, the machine's before the others.</param>
    public static FfmpegFault Classify(int exitCode, IReadOnlyList<string> errorTail)
    {
        if (IsKilledOrNotStarted(exitCode) || exitCode is ManySignals or OneSignal)
        {
            return FfmpegFault.Machine;
        }

        return Knows(Machine, errorTail) ? FfmpegFault.Machine
            : Knows(Arguments, errorTail) ? FfmpegFault.Arguments
            : Knows(Source, errorTail) ? FfmpegFault.Source
            : FfmpegFault.Unknown;
    }

    /// <summary>Whether it never ran, or a signal ended it that it does not handle; of 7.1's errors a full quota and faults of network mounts look so too.</summary>
    public static bool IsKilledOrNotStarted(int exitCode) => exitCode is NotStarted or NotLoaded or (>= FirstSignal and <= LastSignal);

    /// <summary>Whether the disk took no more of what was written: it is nobody's fault, and gets well by itself once there is room.</summary>
    public static bool IsDiskFull(IReadOnlyList<string> errorTail) => Knows(Disk, errorTail);

    private static bool Knows(string[] texts, IReadOnlyList<string> lines) =>
        lines.Any(line => texts.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
}
