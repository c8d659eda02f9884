namespace Transcoder.Media.Rsync;

/// <summary>How a transfer ended.</summary>
public abstract record TransferOutcome
{
    private TransferOutcome()
    {
    }

    /// <summary>Everything arrived, as rsync says; compare hashes as well.</summary>
    public sealed record Done : TransferOutcome
    {
        /// <summary>Bytes that crossed the link for the file, some overhead included; far fewer than its size when it was resumed. Null when rsync did not say.</summary>
        public long? TransferredBytes { get; init; }
    }

    /// <summary>Not everything arrived; what did is kept for resuming.</summary>
    /// <param name="Fault">What to do about it.</param>
    /// <param name="Reason">One sentence an operator can act on.</param>
    /// <param name="ExitCode">rsync's; null when rsync had nothing to complain about.</param>
    /// <param name="ErrorTail">What rsync and ssh said.</param>
    public sealed record Failed(TransferFault Fault, string Reason, int? ExitCode, IReadOnlyList<string> ErrorTail) : TransferOutcome;
}
