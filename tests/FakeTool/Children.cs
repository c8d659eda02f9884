#pragma warning disable RS0030 // This program plays tools that start processes as they like; that is what the tests of the runner need.
using System.Diagnostics;

namespace Transcoder.FakeTool;

internal static class Children
{
    public static string Self => Environment.ProcessPath!;

    /// <summary>The child inherits the pipes of this process and is never waited for.</summary>
    public static int Spawn(IReadOnlyList<string> command)
    {
        using var child = Process.Start(command[0], command.Skip(1));
        return child.Id;
    }

    public static void KillSelf()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
