namespace Transcoder.Coordinator.Completion;

/// <summary>Why proven pieces did not become a proven film.</summary>
/// <param name="Reason">One sentence.</param>
/// <param name="OfMachine">Says nothing of the film: ffmpeg was killed, or not allowed to read or write.</param>
internal sealed record JoinFailure(string Reason, bool OfMachine);
