namespace Transcoder.Coordinator.Jobs;

/// <summary>What makes a job unique.</summary>
public readonly record struct JobKey(string SourcePath, string SourceIdentity, string Profile);
