using System.Runtime.InteropServices;
using Transcoder.Media.Files;

namespace Transcoder.Media.Processes;

/// <summary>The group of a started program: its leader has the same number, and everything it starts is in it unless it leaves.</summary>
internal static class ProcessGroup
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Signals all members, or, before the leader has made its group, the leader.</summary>
    public static void Signal(int leader, int signal, bool leaderLives)
    {
        // Never both: ffmpeg takes a second SIGTERM as impatience and drops what it has not written.
        if (Native.Kill(-leader, signal) != 0 && Marshal.GetLastPInvokeError() == Native.NoSuchProcess && leaderLives)
        {
            _ = Native.Kill(leader, signal);
        }
    }

    /// <summary>
    /// Kills all members, and returns when none runs any more. Again and again: a leader that is killed before it has made its group may have done that
    /// in between, and left a child.
    /// </summary>
    public static Task KillAsync(int leader) => GoneAsync(leader, () => Signal(leader, Kill, leaderLives: false), CancellationToken.None);

    /// <summary>Returns when no member runs any more, or, without an exception, when it is cancelled.</summary>
    public static Task GoneAsync(int leader, CancellationToken cancellationToken) => GoneAsync(leader, () => { }, cancellationToken);

    // Looks at the kernel's pace, so it uses no clock of the application.
    private static async Task GoneAsync(int leader, Action look, CancellationToken cancellationToken)
    {
        for (var pause = FirstLook; !IsGone(leader) && !cancellationToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            look();
            await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public static bool IsGone(int leader) => Native.Kill(-leader, 0) != 0 || !HasLivingMember(leader);

    // A zombie whose new parent does not collect it, as in a container without an init, stays in its group for ever and does nothing.
    private static bool HasLivingMember(int leader) => Members(leader).Any();

    /// <summary>What runs in the group at this moment.</summary>
    public static IEnumerable<ProcessStatus> Members(int leader) =>
        Directory.EnumerateDirectories("/proc").Select(ProcessStatus.TryRead).OfType<ProcessStatus>().Where(status => !status.IsDead && status.Group == leader);
}
