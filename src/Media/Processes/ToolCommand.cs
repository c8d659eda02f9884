using System.Globalization;
using CliWrap;

namespace Transcoder.Media.Processes;

/// <summary>The command that starts a request's program in a group of its own which dies with its starter.</summary>
internal static class ToolCommand
{
    // Bubblewrap's processes do not die with each other until they are set up, which takes up to a tenth of a second. So a shell is the leader of their
    // group, which it kills when its parent dies, also when that has happened already. A background command has no standard input but by a detour.
    private const string Warden = """trap 'kill -9 0' TERM; [ $PPID = "$0" ] || exit 137; exec 3<&0; "$@" <&3 3<&- & exec <&- 3<&-; wait $!""";

    /// <param name="request">What is started.</param>
    /// <param name="form">Of the sandbox; null for none.</param>
    /// <exception cref="ToolMissingException">The program, setpriv or setsid is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The working folder is missing.</exception>
    public static Command For(ToolRequest request, SandboxForm? form)
    {
        var searchPath = Environment.GetEnvironmentVariable("PATH");
        if (request.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The working folder '{folder}' does not exist.");
        }

        // Both replace themselves by the next, so the process id is the program's, or the warden's, and the group's.
        string[] arguments =
            ["--pdeathsig", form is null ? "KILL" : "TERM", "--", ProgramPath.Find("setsid", searchPath), "--", .. Sandboxed(request, form), .. request.Arguments];
        return Cli.Wrap(ProgramPath.Find("setpriv", searchPath))
            .WithArguments(arguments)
            .WithWorkingDirectory(request.WorkingDirectory ?? Environment.CurrentDirectory)
            .WithEnvironmentVariables(Variables(request))
            .WithStandardInputPipe(request.Input is { } input ? PipeSource.FromBytes(input) : PipeSource.Null)
            .WithValidation(CommandResultValidation.None);
    }

    /// <summary>Where the request's program is.</summary>
    public static string Program(ToolRequest request) =>
        ProgramPath.Find(request.Program, request.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH"));

    private static IReadOnlyList<string> Sandboxed(ToolRequest request, SandboxForm? form)
    {
        var program = Program(request);
        if (form is null)
        {
            return [program];
        }

        var seen = ProgramPath.WithoutLinks(program);
        string[] warden = ["/bin/sh", "-c", Warden, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
        return [.. warden, form.Bubblewrap, .. Bubblewrap.Arguments(form.Identity, seen, request.Confinement ?? new Confinement()), seen];
    }

    // A confined program is not told settings of ours, which hold passwords: two underscores stand for the colon in their names.
    private static Dictionary<string, string?> Variables(ToolRequest request)
    {
        var settings = request.Confinement is null ? [] : Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.Contains("__", StringComparison.Ordinal));
        return request.Environment.Select(pair => (pair.Key, Value: (string?)pair.Value))
            .Concat(settings.Select(name => (Key: name, Value: (string?)null)))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
