namespace Transcoder.Media.Ffmpeg;

/// <summary>What ffmpeg and ffprobe say, without the names of files, which may hold any words. Pure.</summary>
public static class ToolWords
{
    /// <summary>
    /// Whether a line is written on every such machine or for every such film, whatever its state. x265 may not choose a NUMA node in containers whose
    /// filter of system calls is the usual one, and works on without. H.261 marks no picture as one that stands alone.
    /// </summary>
    public static bool SayNothing(string line) =>
        line.EndsWith("[error]: unable to set thread affinity for NUMA node mask", StringComparison.Ordinal)
        || (line.StartsWith("[h261 @ ", StringComparison.Ordinal) && line.EndsWith("] warning: first frame is no keyframe", StringComparison.Ordinal));

    /// <param name="lines">In order; a name with a line's end in it goes over several.</param>
    /// <param name="path">As the tool was given it.</param>
    public static IReadOnlyList<string> Without(IReadOnlyList<string> lines, string path)
    {
        var text = string.Join('\n', lines);
        return text.Contains(path, StringComparison.Ordinal)
            ? text.Replace($"file:{path}: ", "", StringComparison.Ordinal).Replace(path, "…", StringComparison.Ordinal).Split('\n')
            : lines;
    }
}
