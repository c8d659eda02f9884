namespace Transcoder.Media.Ffmpeg;

/// <summary>Tells failure kinds from what ffmpeg says, since its exit code is 1 for nearly everything.</summary>
public static class FfmpegFaults
{
    /// <summary>Judges one run that did not end well.</summary>
    public static FfmpegFault Classify(int exitCode, IReadOnlyList<string> errorTail) => throw new NotSupportedException();
}
