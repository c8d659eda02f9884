using System.Diagnostics;

namespace Transcoder.Media.Processes;

/// <summary>Tells when a child has ended, which CliWrap tells only when its pipes have ended as well.</summary>
internal static class ExitWatch
{
#pragma warning disable RS0030 // The ban sends everybody else to this namespace; the runtime's own watch of its children is the only one without polling.
    public static async Task WaitAsync(int child)
    {
        Process process;
        try
        {
            process = Process.GetProcessById(child);
        }
        catch (ArgumentException)
        {
            // Ended and collected already.
            return;
        }

        using (process)
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
#pragma warning restore RS0030
}
