namespace Transcoder.Coordinator.Api;

/// <summary>One thing that happened to a job.</summary>
public sealed record TimelineView(DateTimeOffset At, string Text);
