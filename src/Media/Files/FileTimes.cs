namespace Transcoder.Media.Files;

/// <summary>What a result inherits from its source.</summary>
public static class FileTimes
{
    private const uint Permissions = 0b111_111_111;

    /// <summary>Gives a file another's nine permission bits and its modification time, to the nanosecond. Twice is harmless.</summary>
    /// <exception cref="IOException">One of them is missing, or the file system refused.</exception>
    public static void CopyModeAndTime(string from, string to)
    {
        var status = FileStatus.Read(from, followLink: true);
        if (Native.SetMode(to, status.Mode & Permissions) != 0)
        {
            throw Native.Failure("Cannot set the mode of", to);
        }

        var times = new Native.AccessAndModified
        {
            AccessNanoseconds = (nint)Native.OmitTime,
            ModifiedSeconds = (nint)status.ModifiedSeconds,
            ModifiedNanoseconds = (nint)status.ModifiedNanoseconds,
        };
        if (Native.SetTimes(Native.CurrentDirectory, to, in times, flags: 0) != 0)
        {
            throw Native.Failure("Cannot set the time of", to);
        }
    }
}
