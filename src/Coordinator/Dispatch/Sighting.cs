namespace Transcoder.Coordinator.Dispatch;

/// <summary>When heartbeats showed an execution, in monotonic time since this process began.</summary>
internal readonly record struct Sighting(TimeSpan First, TimeSpan Last);
