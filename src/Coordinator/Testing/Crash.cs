using Transcoder.Media.Processes;

namespace Transcoder.Coordinator.Testing;

/// <summary>
/// Ends this process at the first passing of the point that <c>Testing:CrashAt</c> names. Static, unlike all other state: what dies is the process.
/// </summary>
internal static class Crash
{
    private static CrashPoint? Armed;

    /// <param name="point">Null crashes nowhere.</param>
    public static void Arm(CrashPoint? point) => Armed = point;

    public static void At(CrashPoint point)
    {
        if (Armed == point)
        {
            OwnProcess.Kill();
        }
    }
}
