using CliWrap;

namespace Transcoder.Media.Processes;

/// <summary>The command that starts a request's program in a group of its own which dies with its starter.</summary>
internal static class ToolCommand
{
    /// <exception cref="ToolMissingException">The program, setpriv or setsid is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The working folder is missing.</exception>
    public static Command For(ToolRequest request)
    {
        var searchPath = Environment.GetEnvironmentVariable("PATH");
        var program = ProgramPath.Find(request.Program, request.Environment.GetValueOrDefault("PATH") ?? searchPath);
        if (request.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The working folder '{folder}' does not exist.");
        }

        // Both replace themselves by the next, so the process id is the program's, and the group's.
        string[] arguments =
            ["--pdeathsig", "KILL", "--", ProgramPath.Find("setsid", searchPath), "--", program, .. request.Arguments];
        return Cli.Wrap(ProgramPath.Find("setpriv", searchPath))
            .WithArguments(arguments)
            .WithWorkingDirectory(request.WorkingDirectory ?? Environment.CurrentDirectory)
            .WithEnvironmentVariables(request.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
            .WithStandardInputPipe(request.Input is { } input ? PipeSource.FromBytes(input) : PipeSource.Null)
            .WithValidation(CommandResultValidation.None);
    }
}
