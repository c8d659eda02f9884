using System.Diagnostics.CodeAnalysis;
using Transcoder.Media.Files;

namespace Transcoder.Media.Processes;

/// <summary>The process that runs this code.</summary>
public static class OwnProcess
{
    private const string Program = "/proc/self/exe";

    /// <summary>Ends it as a power cut would: nothing is flushed, disposed or told to anybody.</summary>
    [DoesNotReturn]
    public static void Kill()
    {
        _ = Native.Kill(Environment.ProcessId, ProcessGroup.Kill);
        // The kernel does not return from that call.
        Environment.FailFast("The process outlived its own kill");
    }

    /// <summary>
    /// Begins the program again in the same process, with the same arguments and environment. What ran ends as by <see cref="Kill"/>, children
    /// with it; whoever watches the process sees none of it.
    /// </summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    [DoesNotReturn]
    public static void StartAnew()
    {
        // Each argument ends with a zero, the list of them with nothing.
        string?[] arguments = File.ReadAllText("/proc/self/cmdline").Split('\0');
        arguments[^1] = null;
        _ = Native.Exec(Program, arguments);
        throw Native.Failure("Cannot start anew", Program);
    }
}
