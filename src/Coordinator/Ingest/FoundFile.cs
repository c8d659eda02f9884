using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>A file that may be a source.</summary>
/// <param name="Path">Below the storage root, '/'-separated.</param>
/// <param name="File">As it was when it was found.</param>
internal readonly record struct FoundFile(string Path, FileFingerprint File);
