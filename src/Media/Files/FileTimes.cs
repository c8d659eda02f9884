namespace Transcoder.Media.Files;

/// <summary>What a result inherits from its source.</summary>
public static class FileTimes
{
    /// <summary>Gives a file another's permission bits and modification time, to the nanosecond.</summary>
    /// <exception cref="IOException">One of them is missing, or the file system refused.</exception>
    public static void CopyModeAndTime(string from, string to) => throw new NotSupportedException();
}
