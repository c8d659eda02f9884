namespace Transcoder.Media.Ffmpeg;

/// <summary>Names of files as ffmpeg must be told them.</summary>
public static class FfmpegPath
{
    /// <summary>
    /// The name with the file protocol before it, so that neither "-x", "concat:a|b", "pipe:0" nor a colon is read as anything but a name.
    /// </summary>
    /// <param name="path">Absolute or relative, of a file on this machine.</param>
    public static string Of(string path) => "file:" + path;
}
