using Transcoder.Contracts;

namespace Transcoder.Coordinator.Planning;

/// <summary>What becomes of one stream beside the picture.</summary>
/// <param name="Settings">Null leaves the stream out.</param>
/// <param name="Note">What changes, as one sentence; null when nothing does.</param>
internal readonly record struct StreamDecision(StreamSettings? Settings, string? Note);
