using System.Globalization;

namespace Transcoder.Media.Processes;

/// <summary>How a program ended that was started and not cancelled.</summary>
public sealed record ToolResult
{
    /// <summary>The program's own; 128 + N when signal N ended it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The last lines of standard error that are not blank: at most 40 of at most 2000 characters each.</summary>
    public required IReadOnlyList<string> ErrorTail { get; init; }

    /// <summary>True when <see cref="ToolRequest.Limit"/> or <see cref="ToolRequest.IdleLimit"/> ended it.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Nothing but blank lines came on standard error.</summary>
    public bool ErrorEmpty => ErrorTail.Count == 0;

    /// <summary>What it said, in one line; of a silent one how it ended.</summary>
    public string Words => ErrorEmpty ? string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}") : string.Join(' ', ErrorTail);

    /// <summary>Ended by itself with 0.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;
}
