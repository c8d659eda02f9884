using System.Globalization;

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
    /// A second output, for an input whose picture the first one leaves: ffmpeg lets a transport or program stream begin where the streams that are taken
    /// do, and sound that begins behind the picture would come early. So the picture is taken, and nothing of it.
    /// </summary>
    /// <param name="input">Of the command line, from 0.</param>
    /// <param name="picture">Its stream in that input.</param>
    public static IReadOnlyList<string> FromFilmsStart(int input, int picture) =>
        ["-map", string.Create(CultureInfo.InvariantCulture, $"{input}:{picture}"), "-c", "copy", "-frames:v", "0", "-f", "null", "-"];
}
