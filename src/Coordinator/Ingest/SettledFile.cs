using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>A file that has held still for the quiet period.</summary>
/// <param name="Path">As it was observed.</param>
/// <param name="File">As it is now.</param>
internal readonly record struct SettledFile(string Path, FileFingerprint File);
