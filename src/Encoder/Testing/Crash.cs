using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Testing;

/// <summary>
/// Ends this process when it first comes to the point that <c>Testing:EncoderCrashAt</c> names. Static, unlike all other state: what dies is the process.
/// </summary>
internal static class Crash
{
    /// <summary>Long enough for a step to have started its program, short enough for none to have done its work.</summary>
    private static readonly TimeSpan Amidst = TimeSpan.FromMilliseconds(60);

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

    /// <summary>In the middle of a step.</summary>
    public static async Task<T> During<T>(CrashPoint point, Task<T> step)
    {
        if (Armed == point)
        {
            await Task.Delay(Amidst);
            OwnProcess.Kill();
        }

        return await step;
    }
}
