namespace Transcoder.Coordinator.Jobs;

/// <summary>One thing that happened to a job, to be read by people.</summary>
public sealed class TimelineEntry
{
    public long Id { get; init; }

    public Guid JobId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Text { get; init; }
}
