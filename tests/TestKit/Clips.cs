namespace Transcoder.TestKit;

/// <summary>Small films for tests: made with ffmpeg's test sources, or the real ones.</summary>
public static class Clips
{
    /// <summary>Makes a clip; the ending of its name chooses the container.</summary>
    /// <returns>The path.</returns>
    public static Task<string> MakeAsync(string path, ClipShape? shape = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Runs ffmpeg with arguments of the test's own, for odd clips.</summary>
    public static Task FfmpegAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>A real clip by file name, or null where there are none.</summary>
    public static string? FindReal(string name) => throw new NotSupportedException();
}
