using System.Collections.Concurrent;

namespace Transcoder.Media.Processes;

/// <summary>Finds out, once for each program, whether it can be started in a sandbox.</summary>
/// <param name="mode">As set.</param>
/// <param name="run">Starts a request in this form of a sandbox.</param>
internal sealed class Sandbox(SandboxMode mode, Func<ToolRequest, SandboxForm, Task<ToolResult>> run)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly SandboxFinding Off = new(SandboxLevel.Off, "ffmpeg and ffprobe run without sandbox and limits, as Sandbox:Mode=Off says");

    private readonly ConcurrentDictionary<string, Lazy<Task<SandboxFinding>>> _findings = new();

    /// <param name="program">Absolute path.</param>
    public Task<SandboxFinding> FindAsync(string program) => mode is SandboxMode.Off
        ? Task.FromResult(Off)
        : _findings.GetOrAdd(Trial(program), trial => new Lazy<Task<SandboxFinding>>(() => TryAsync(trial))).Value;

    /// <returns>Null where there is none to be used.</returns>
    /// <exception cref="ToolMissingException">There is none, and one is required.</exception>
    public async Task<SandboxForm?> FormAsync(string program)
    {
        var finding = await FindAsync(program).ConfigureAwait(false);
        return finding.Form is null && mode is SandboxMode.Require ? throw new ToolMissingException(Bubblewrap.Program) : finding.Form;
    }

    // Where one of the system's own programs runs, all of them do; "true" is the quickest.
    private static string Trial(string program) =>
        ProgramPath.WithoutLinks(program).StartsWith(Bubblewrap.SystemPrograms, StringComparison.Ordinal) && File.Exists("/usr/bin/true") ? "/usr/bin/true" : program;

    private async Task<SandboxFinding> TryAsync(string program)
    {
        string bubblewrap;
        try
        {
            bubblewrap = ProgramPath.Find(Bubblewrap.Program, Environment.GetEnvironmentVariable("PATH"));
        }
        catch (ToolMissingException)
        {
            return Without("bubblewrap is not installed");
        }

        var request = new ToolRequest { Program = program, Arguments = ["-version"], Confinement = new Confinement(), Limit = Limit };
        var last = "";
        foreach (var identity in Environment.IsPrivilegedProcess ? [Bubblewrap.AsRoot, Bubblewrap.AsUser] : (IReadOnlyList<string>[])[Bubblewrap.AsUser])
        {
            var form = new SandboxForm(bubblewrap, identity);
            var result = await run(request, form).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return new SandboxFinding(SandboxLevel.Full, "ffmpeg and ffprobe run in a sandbox, with their own files and without network") { Form = form };
            }

            last = result.ErrorTail.LastOrDefault($"exit code {result.ExitCode}");
        }

        return Without($"bubblewrap cannot make one here ({last})");
    }

    private static SandboxFinding Without(string reason) =>
        new(SandboxLevel.Limits, $"ffmpeg and ffprobe run with limits, but without a sandbox: {reason}");
}
