using Transcoder.Coordinator.Testing;
using Transcoder.TestKit;

namespace Transcoder.FarmKit;

/// <summary>Waits for processes that were started to die.</summary>
public static class Crashes
{
    private const int Killed = 128 + 9;

    /// <summary>The setting that makes a process kill itself at a point.</summary>
    public static string At(CrashPoint point) => $"--Testing:CrashAt={point}";

    /// <summary>Waits until the process has killed itself at the point that it was told.</summary>
    public static async Task DiesAtAsync(this TranscoderProcess process, CrashPoint point, Func<string> state)
    {
        await Eventually.TrueAsync(() => process.Ended.IsCompleted, Farm.Limit, () => $"It does not pass {point}.\n{state()}");
        var result = await process.Ended;
        Assert.True(result.ExitCode == Killed, $"It ended with {result.ExitCode} before {point}: {string.Join('\n', result.ErrorTail)}");
    }
}
