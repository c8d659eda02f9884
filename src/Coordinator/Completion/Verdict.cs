using Transcoder.Contracts;

namespace Transcoder.Coordinator.Completion;

/// <summary>What the coordinator thinks of an arrived result.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>It is the source, whole, as ordered.</summary>
    public sealed record Proven : Verdict;

    /// <param name="Kind">Who is to blame.</param>
    /// <param name="Reason">One sentence an operator can act on.</param>
    public sealed record Refused(FailureKind Kind, string Reason) : Verdict;

    /// <summary>The source is no longer the file that the job was made for; no result of it is of use.</summary>
    public sealed record SourceChanged : Verdict;
}
