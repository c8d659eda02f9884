namespace Transcoder.Coordinator.Submissions;

/// <summary>What became of a submission.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome() { }

    /// <param name="JobId">The job of this source and profile.</param>
    /// <param name="Added">False when the job was there already.</param>
    public sealed record Accepted(Guid JobId, bool Added) : SubmitOutcome;

    /// <param name="Reason">One sentence for whoever submitted.</param>
    public sealed record Refused(string Reason) : SubmitOutcome;
}
