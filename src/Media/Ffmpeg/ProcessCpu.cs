using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>CPU time of a running program, with all in its process group.</summary>
public static class ProcessCpu
{
    // USER_HZ, which Linux fixed for all programs however fast the kernel's own clock is.
    private const int TicksPerSecond = 100;

    /// <summary>User and system time of all its threads, in steps of 10 ms. To be asked every few seconds.</summary>
    /// <param name="leader">Process id of the program, or of the sandbox around it, which costs nothing.</param>
    /// <returns>Null when there is no such process (any more).</returns>
    public static TimeSpan? TryRead(int leader)
    {
        var group = ProcessGroup.Members(leader).ToList();
        return group.Count == 0 ? null : TimeSpan.FromSeconds((double)group.Sum(status => status.UserTicks + status.SystemTicks) / TicksPerSecond);
    }
}
