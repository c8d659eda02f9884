using Transcoder.Media.Files;

namespace Transcoder.Media.Processes;

/// <summary>Finds programs before they are started: afterwards a missing program is only exit code 127 of the one that starts it.</summary>
internal static class ProgramPath
{
    /// <exception cref="ToolMissingException">Nothing executable has that name.</exception>
    public static string Find(string program, string? searchPath)
    {
        if (Path.IsPathRooted(program))
        {
            return IsExecutable(program) ? program : throw new ToolMissingException(program);
        }

        foreach (var folder in (searchPath ?? "/usr/local/bin:/usr/bin:/bin").Split(':'))
        {
            // A relative entry would make the working folder's content executable.
            if (Path.IsPathRooted(folder) && Path.Combine(folder, program) is var candidate && IsExecutable(candidate))
            {
                return candidate;
            }
        }

        throw new ToolMissingException(program);
    }

    /// <summary>A link may lead out of what a sandbox shows. One to a program of another name is kept, since that program looks at the name.</summary>
    public static string WithoutLinks(string program) =>
        StoragePath.RealPath(program) is { } real && Path.GetFileName(real) == Path.GetFileName(program) ? real : program;

    private static bool IsExecutable(string path) => File.Exists(path) && Native.Access(path, Native.Execute) == 0;
}
