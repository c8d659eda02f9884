namespace Transcoder.Coordinator.Submissions;

/// <summary>What a job would make of a source.</summary>
public abstract record SourcePreview
{
    private SourcePreview() { }

    /// <param name="Profile">Name.</param>
    /// <param name="Output">Below <c>completed/</c>, as long as no other job takes it first.</param>
    /// <param name="Sentences">What the picture becomes, what is kept, and what changes or is left out.</param>
    /// <param name="SourceBytes">Size of the source.</param>
    /// <param name="EstimatedBytes">About how large the result gets, by samples; null where that cannot be said.</param>
    public sealed record Planned(string Profile, string Output, IReadOnlyList<string> Sentences, long SourceBytes, long? EstimatedBytes) : SourcePreview;

    /// <param name="Reason">One sentence: why nothing would be encoded.</param>
    public sealed record Refused(string Reason) : SourcePreview;
}
