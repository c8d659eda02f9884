using System.Collections.Concurrent;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Fleet;

/// <summary>How far jobs are by what encoders told last; of a film in chunks over all of them.</summary>
public sealed class JobProgress(EncoderFleet fleet)
{
    private readonly ConcurrentDictionary<Guid, long> _most = [];

    /// <summary>
    /// Null while nobody works on it. The frames of a film in chunks never get fewer, though a chunk may have to begin anew; its time left is that of
    /// all frames at the speed of all encoders together.
    /// </summary>
    public ExecutionProgress? Of(Job job)
    {
        var running = job.State == JobState.Active
            ? fleet.Living.SelectMany(status => status.Heartbeat.Executions).Where(progress => progress.JobId == job.Id).ToList() : [];
        if (job.State != JobState.Active || job.Chunks == 0)
        {
            _most.TryRemove(job.Id, out _);
            return running.MaxBy(progress => progress.Percent);
        }

        if (running.Count == 0)
        {
            return null;
        }

        var furthest = running.GroupBy(progress => progress.PartId).Select(part => part.MaxBy(progress => progress.Frames)!).ToList();
        var told = job.FramesDone + furthest.Sum(progress => progress.Frames);
        var frames = _most.AddOrUpdate(job.Id, told, (_, most) => Math.Max(most, told));
        var speed = furthest.Sum(progress => progress.FramesPerSecond);
        var all = Math.Max(frames, job.ExpectedFrames ?? frames);
        return furthest[0] with
        {
            Phase = ExecutionPhase.Encoding,
            Frames = frames,
            FramesPerSecond = speed,
            Percent = all > 0 ? 100.0 * frames / all : 0,
            Remaining = speed > 0 ? TimeSpan.FromSeconds((all - frames) / speed) : null,
        };
    }
}
