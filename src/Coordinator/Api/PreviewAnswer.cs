namespace Transcoder.Coordinator.Api;

/// <summary>Answer to <c>POST /api/jobs/preview</c>.</summary>
/// <param name="Profile">Name.</param>
/// <param name="Output">Below <c>completed/</c>, as long as no other job takes it first.</param>
/// <param name="Sentences">What the picture becomes, what is kept, and what changes or is left out.</param>
/// <param name="SourceBytes">Size of the source.</param>
/// <param name="EstimatedBytes">About how large the result gets, by samples; null where that cannot be said.</param>
public sealed record PreviewAnswer(string Profile, string Output, IReadOnlyList<string> Sentences, long SourceBytes, long? EstimatedBytes);
