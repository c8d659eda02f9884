namespace Transcoder.Media.Chunks;

/// <summary>The agreement between whoever makes a film's tracks alone and whoever stitches the film.</summary>
public static class StitchClock
{
    private const string Mp4 = "mp4";
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Added to all times of tracks that are made alone. Encoded sound may begin before zero, and without the picture beside it nobody would know by how
    /// much Matroska then moved it. MP4 can say what is before zero, and fills the time before the first text, so nothing is added there.
    /// </summary>
    /// <param name="format">ffmpeg's name of the container.</param>
    public static TimeSpan TracksOffset(string format) => format == Mp4 ? TimeSpan.Zero : Late;

    /// <summary>
    /// Before an input whose picture is left: without any offset ffmpeg 5.1 lets a transport or program stream begin where the streams that are taken
    /// do, and sound that begins behind the picture would come early.
    /// </summary>
    public static IReadOnlyList<string> FromFilmsStart { get; } = ["-itsoffset", "0.000001"];
}
