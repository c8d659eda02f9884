namespace Transcoder.Media.Processes;

/// <summary>A program wrote more than the caller allowed; it was killed.</summary>
public sealed class ToolOutputTooLongException : IOException
{
    /// <summary>Names the program and the limit.</summary>
    public ToolOutputTooLongException(string program, int maximumCharacters)
        : base($"'{program}' wrote more than {maximumCharacters} characters.")
    {
    }
}
