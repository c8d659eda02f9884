using System.Globalization;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>CPU time of a running program.</summary>
public static class ProcessCpu
{
    // USER_HZ, which Linux fixed for all programs however fast the kernel's own clock is.
    private const int TicksPerSecond = 100;

    /// <summary>User and system time of all its threads, in steps of 10 ms; children not counted. To be asked every few seconds.</summary>
    /// <returns>Null when there is no such process (any more).</returns>
    public static TimeSpan? TryRead(int pid) =>
        ProcessStatus.TryRead(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}")) is { } status
            ? TimeSpan.FromSeconds((double)(status.UserTicks + status.SystemTicks) / TicksPerSecond)
            : null;
}
