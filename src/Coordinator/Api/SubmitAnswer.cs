namespace Transcoder.Coordinator.Api;

/// <summary>Answer to a submission.</summary>
/// <param name="Id">The job.</param>
/// <param name="Added">False when this source and profile had a job already; nothing has changed then.</param>
public sealed record SubmitAnswer(Guid Id, bool Added);
