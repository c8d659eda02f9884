using Transcoder.Contracts;

namespace Transcoder.Encoder.Outcomes;

/// <summary>Why one step of an execution did not succeed.</summary>
/// <param name="Kind">Who is to blame.</param>
/// <param name="Reason">One sentence an operator can act on.</param>
/// <param name="ExitCode">The tool's; null when no tool ran or none ended.</param>
/// <param name="LogTail">The last lines of the tool's standard error.</param>
internal sealed record StepFailure(FailureKind Kind, string Reason, int? ExitCode, IReadOnlyList<string> LogTail)
{
    public StepFailure(FailureKind kind, string reason)
        : this(kind, reason, null, [])
    {
    }
}
