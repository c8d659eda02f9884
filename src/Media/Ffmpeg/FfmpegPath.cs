namespace Transcoder.Media.Ffmpeg;

/// <summary>Names of files as ffmpeg and ffprobe must be told them.</summary>
public static class FfmpegPath
{
    /// <summary>
    /// The name with the file protocol before it, so that neither "-x", "concat:a|b", "pipe:0" nor a colon is read as anything but a name.
    /// </summary>
    /// <param name="path">Absolute or relative, of a file on this machine.</param>
    public static string Of(string path) => "file:" + path;

    /// <summary>Before an input: damaged pictures come out the same each time.</summary>
    public static IReadOnlyList<string> OneThread { get; } = ["-threads", "1"];

    /// <summary>The arguments that name an input, with <see cref="InputGuard.OneFile"/> before it.</summary>
    /// <param name="path">As for <see cref="Of"/>.</param>
    public static IReadOnlyList<string> Input(string path) => [.. InputGuard.OneFile, "-i", Of(path)];
}
