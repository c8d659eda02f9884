namespace Transcoder.Media.Ffmpeg;

/// <summary>Tells failure kinds from what ffmpeg says, since its exit code is 1 for nearly everything. Texts of 5.1 to 7.1 at "-v error".</summary>
public static class FfmpegFaults
{
    // 123 is a hard exit after many signals, 127 a library that cannot be mapped, and from 128 on a signal ended it.
    private const int ManySignals = 123;
    private const int NotLoaded = 127;
    private const int FirstSignal = 128;

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

    /// <summary>Judges one run that did not end well and was neither cancelled nor timed out.</summary>
    /// <param name="exitCode">0 is possible: a cut-off source gives 0 and words on standard error.</param>
    /// <param name="errorTail">The words; the first list that knows one of them decides, the machine's before the others.</param>
    public static FfmpegFault Classify(int exitCode, IReadOnlyList<string> errorTail)
    {
        if (exitCode is ManySignals or NotLoaded or >= FirstSignal)
        {
            return FfmpegFault.Machine;
        }

        return Knows(Machine, errorTail) ? FfmpegFault.Machine
            : Knows(Arguments, errorTail) ? FfmpegFault.Arguments
            : Knows(Source, errorTail) ? FfmpegFault.Source
            : FfmpegFault.Unknown;
    }

    /// <summary>Whether the disk took no more of what was written: it is nobody's fault, and gets well by itself once there is room.</summary>
    public static bool IsDiskFull(IReadOnlyList<string> errorTail) => Knows(Disk, errorTail);

    private static bool Knows(string[] texts, IReadOnlyList<string> lines) =>
        lines.Any(line => texts.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
}
