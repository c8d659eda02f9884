namespace Transcoder.Media.Ffmpeg;

/// <summary>CPU time of a running program.</summary>
public static class ProcessCpu
{
    /// <summary>User and system time of all its threads, from /proc; 10 ms steps.</summary>
    /// <returns>Null when there is no such process (any more).</returns>
    public static TimeSpan? TryRead(int pid) => throw new NotSupportedException();
}
