namespace Transcoder.Coordinator.Planning;

/// <summary>Whether a job's source is there to be read.</summary>
internal abstract record SourceStanding
{
    private SourceStanding() { }

    /// <param name="Path">Absolute; the very file that the job was made for.</param>
    public sealed record Here(string Path) : SourceStanding;

    /// <param name="Reason">One sentence: why this job has no source any more.</param>
    public sealed record Gone(string Reason) : SourceStanding;
}
