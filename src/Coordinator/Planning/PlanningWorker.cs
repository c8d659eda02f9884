using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Processes;

namespace Transcoder.Coordinator.Planning;

/// <summary>Keeps as many jobs planned as encoders will take soon, and no more: a million files that wait are no work.</summary>
internal sealed class PlanningWorker(
    JobPlanning planning, PlanningQueue queue, IOptions<PlanningOptions> options, JobSignals signals, TimeProvider time,
    ILogger<PlanningWorker> logger)
    : JobWorker(
        signals, time, logger, JobState.Waiting, JobState.Active, JobState.Verifying, JobState.Failed, JobState.Cancelled, JobState.NotSmaller, JobState.Skipped)
{
    private string? _pausedFor;

    protected override TimeSpan FirstTurn => TimeSpan.Zero;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        var inWork = new Dictionary<Guid, Task>();
        try
        {
            do
            {
                while (inWork.Count < options.Value.Parallel && await queue.NextAsync(inWork.Keys, stoppingToken) is { } job)
                {
                    inWork.Add(job.Id, planning.PlanAsync(job, stoppingToken));
                }
            }
            while (await EndOneAsync(inWork));
        }
        catch (ToolMissingException exception)
        {
            // The machine's fault and no job's: all of them wait, and the operator reads it once.
            if (_pausedFor != exception.Message)
            {
                _pausedFor = exception.Message;
                logger.PlanningPaused(exception.Message);
            }
        }
        finally
        {
            await Task.WhenAll(inWork.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> EndOneAsync(Dictionary<Guid, Task> inWork)
    {
        if (inWork.Count == 0)
        {
            return false;
        }

        await Task.WhenAny(inWork.Values);
        foreach (var (jobId, work) in inWork.Where(pair => pair.Value.IsCompleted).ToList())
        {
            inWork.Remove(jobId);
            await work;
            _pausedFor = null;
        }

        return true;
    }
}
