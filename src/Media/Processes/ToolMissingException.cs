namespace Transcoder.Media.Processes;

/// <summary>The program is not there, or may not be executed; nothing was started.</summary>
public sealed class ToolMissingException : IOException
{
    /// <summary>Names the program in a sentence for an operator.</summary>
    public ToolMissingException(string program)
        : base($"The program '{program}' was not found or is not executable.") => Program = program;

    /// <summary>As the request named it.</summary>
    public string Program { get; }
}
