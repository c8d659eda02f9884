namespace Transcoder.Cli.Terminal;

/// <summary>Ends a command with a sentence for the user instead of a stack trace.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="sentence">What is wrong, and what helps.</param>
internal sealed class CommandException(int exitCode, string sentence) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
