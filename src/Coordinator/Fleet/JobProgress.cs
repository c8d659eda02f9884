using System.Collections.Concurrent;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Fleet;

/// <summary>How far jobs are by what encoders told last; of a film in chunks over all of them.</summary>
public sealed class JobProgress(EncoderFleet fleet)
{
    private readonly ConcurrentDictionary<Guid, Told> _told = [];

    /// <summary>
    /// Null while nobody works on it and nothing is done. The frames of a film in chunks never get fewer, though a chunk may have to begin anew; its
    /// time left is that of all frames at the speed of all encoders together, and grows only when one of them is gone.
    /// </summary>
    /// <param name="job">One in chunks with its proven parts at least: what is still heard of them counts no more.</param>
    public ExecutionProgress? Of(Job job)
    {
        if (job.State == JobState.Active && job.IsInPieces())
        {
            var living = fleet.Living.Select(status => status.Heartbeat).ToList();
            return _told.AddOrUpdate(job.Id, _ => Reckon(job, living, null), (_, before) => Reckon(job, living, before)).Progress;
        }

        _told.TryRemove(job.Id, out _);
        return job.State == JobState.Active ? Of(job, fleet.Living.Select(status => status.Heartbeat)).MaxBy(progress => progress.Percent) : null;
    }

    private static IEnumerable<ExecutionProgress> Of(Job job, IEnumerable<EncoderHeartbeat> heartbeats) =>
        heartbeats.SelectMany(heartbeat => heartbeat.Executions).Where(progress => progress.JobId == job.Id);

    private static Told Reckon(Job job, List<EncoderHeartbeat> living, Told? before)
    {
        if (before is null || before.PlannedAt != job.StartedAt || before.Toolchain != job.Toolchain)
        {
            before = new Told(job.StartedAt, job.Toolchain, null, new Dictionary<Guid, double>());
        }

        var proven = job.Parts.Where(part => part.AcceptedExecutionId is not null).Select(part => part.Id).ToHashSet();
        var running = Of(job, living).Where(progress => !proven.Contains(progress.PartId)).GroupBy(progress => progress.PartId).ToList();
        var told = job.FramesDone + running.Sum(part => part.Max(progress => progress.Frames));
        if (told == 0 && running.Count == 0 && before.Progress is null)
        {
            return before;
        }

        var frames = Math.Max(before.Progress?.Frames ?? 0, told);
        var all = Math.Max(frames, job.ExpectedFrames ?? frames);
        var speeds = living.ToDictionary(heartbeat => heartbeat.EncoderId, heartbeat => Speed(job, heartbeat, before))
            .Where(encoder => encoder.Value > 0 || before.Speeds.ContainsKey(encoder.Key)).ToDictionary();
        var speed = speeds.Values.Sum();
        TimeSpan? left = speed > 0 ? TimeSpan.FromSeconds((all - frames) / speed) : null;
        return before with
        {
            Speeds = speeds,
            Progress = new ExecutionProgress
            {
                JobId = job.Id,
                PartId = Guid.Empty,
                AttemptId = Guid.Empty,
                ExecutionId = Guid.Empty,
                Phase = ExecutionPhase.Encoding,
                Frames = frames,
                FramesPerSecond = speed,
                Percent = all > 0 ? 100.0 * frames / all : 0,
                Remaining = before.Speeds.Keys.All(speeds.ContainsKey) && before.Progress?.Remaining is { } most && left > most ? most : left,
            },
        };
    }

    /// <summary>Between two chunks an encoder is as fast as it was; on other films it is no help.</summary>
    private static double Speed(Job job, EncoderHeartbeat heartbeat, Told before)
    {
        var speed = Of(job, [heartbeat]).Sum(progress => progress.FramesPerSecond);
        return speed > 0 || heartbeat.Executions.Any(progress => progress.JobId != job.Id) ? speed : before.Speeds.GetValueOrDefault(heartbeat.EncoderId);
    }

    /// <summary>What was told of a film in chunks.</summary>
    /// <param name="PlannedAt">Of this plan.</param>
    /// <param name="Toolchain">Of chunks with these tools.</param>
    /// <param name="Progress">Null before anything was done.</param>
    /// <param name="Speeds">Frames per second of each living encoder that has worked on it.</param>
    private sealed record Told(DateTimeOffset? PlannedAt, string? Toolchain, ExecutionProgress? Progress, IReadOnlyDictionary<Guid, double> Speeds);
}
