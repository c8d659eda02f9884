namespace Transcoder.Coordinator.Jobs;

/// <summary>A source that has settled, or was submitted.</summary>
/// <param name="SourcePath">Below the storage root, '/'-separated.</param>
/// <param name="SourceIdentity">Inode, size and modification time.</param>
/// <param name="SourceBytes">Size in bytes.</param>
/// <param name="Profile">Name of an existing profile.</param>
/// <param name="Priority">-100 to 100.</param>
/// <param name="RequestedOutput">Wanted name below <c>completed/</c>; null lets the planner choose.</param>
public sealed record NewJob(
    string SourcePath, string SourceIdentity, long SourceBytes, string Profile, int Priority = 0, string? RequestedOutput = null);
