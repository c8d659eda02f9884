using System.Diagnostics.CodeAnalysis;
using Transcoder.Media.Files;

namespace Transcoder.Media.Processes;

/// <summary>The process that runs this code.</summary>
public static class OwnProcess
{
    /// <summary>Ends it as a power cut would: nothing is flushed, disposed or told to anybody.</summary>
    [DoesNotReturn]
    public static void Kill()
    {
        _ = Native.Kill(Environment.ProcessId, ProcessGroup.Kill);
        // The kernel does not return from that call.
        Environment.FailFast("The process outlived its own kill");
    }
}
