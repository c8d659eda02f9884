using System.Globalization;

namespace Transcoder.Media.Processes;

/// <summary>
/// Finds a program that stands still: neither it nor what it has forked from itself has read or written a byte for the limit. Programs that it
/// started are not counted, since a connection that only keeps itself alive brings nothing.
/// </summary>
internal static class IdleWatch
{
    private const int LooksPerLimit = 20;

    /// <param name="leader">Of the program's group.</param>
    /// <param name="name">Of the program, where the group's leader is a sandbox around it; else null.</param>
    /// <param name="limit">More than zero.</param>
    /// <param name="time">The clock.</param>
    /// <param name="idle">Cancelled when it stands still.</param>
    /// <param name="over">Cancelled when the program has ended; ends the watch, without an exception.</param>
    public static async Task RunAsync(int leader, string? name, TimeSpan limit, TimeProvider time, CancellationTokenSource idle, CancellationToken over)
    {
        using var timer = new PeriodicTimer(limit / LooksPerLimit, time);
        var (moved, looked) = (time.GetTimestamp(), time.GetTimestamp());
        long? last = null;
        try
        {
            while (await timer.WaitForNextTickAsync(over).ConfigureAwait(false))
            {
                // Whoever did not look for so long stood still itself, and perhaps the program with it.
                var bytes = BytesMoved(leader, name);
                if (bytes is null || bytes != last || time.GetElapsedTime(looked) > limit / 2)
                {
                    (moved, last) = (time.GetTimestamp(), bytes);
                }

                looked = time.GetTimestamp();
                if (time.GetElapsedTime(moved) >= limit)
                {
                    await idle.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The usual end.
        }
    }

    /// <returns>Null when the kernel does not say.</returns>
    private static long? BytesMoved(int leader, string? program)
    {
        var itself = string.Create(CultureInfo.InvariantCulture, $"/proc/{leader}");

        // The kernel keeps no more of a name.
        var name = program is null ? Read(itself, "comm") : program[..Math.Min(program.Length, 15)] + "\n";
        return name is null || Read(itself, "io") is null ? null : Directory.EnumerateDirectories("/proc")
            .Where(folder => ProcessStatus.TryRead(folder)?.Group == leader && Read(folder, "comm") == name)
            .Sum(folder => Read(folder, "io")?.Split('\n').Take(2).Sum(Count));
    }

    // The first two lines are "rchar: N" and "wchar: N": all that was read and written, be it of files, pipes or sockets.
    private static long Count(string line) => long.TryParse(line.Split(' ')[^1], CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    private static string? Read(string folder, string entry)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, entry));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
