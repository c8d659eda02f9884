using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Submissions;
using Transcoder.Encodes;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <inheritdoc/>
internal sealed class SourcePreviewer(FfprobeClient ffprobe, SizeEstimate sizes, StorageLayout layout, FreeNames names) : ISourcePreviewer, IDisposable
{
    // Each takes all processors of a machine that has other work.
    private readonly SemaphoreSlim _oneEstimate = new(1);

    public async Task<SourcePreview> PreviewAsync(NewJob job, Profile profile, CancellationToken cancellationToken)
    {
        var source = layout.Absolute(job.SourcePath);
        return await ffprobe.ProbeSourceAsync(source, cancellationToken) switch
        {
            ProbeOutcome.Probed { Probe: var probe } => EncodePlanner.Plan(probe, profile) switch
            {
                PlanOutcome.Planned(var plan) => new SourcePreview.Planned(
                    profile.Name, Output(job, plan), PlanText.Of(probe, plan), job.SourceBytes, await EstimateAsync(source, plan, cancellationToken)),
                PlanOutcome.LeftAsItIs left => new SourcePreview.Refused(left.Reason),
                PlanOutcome.Refused refused => new SourcePreview.Refused(refused.Reason),
                _ => throw new InvalidOperationException("Unknown outcome of planning"),
            },
            ProbeOutcome.Unreadable unreadable => new SourcePreview.Refused(unreadable.Reason),
            _ => throw new InvalidOperationException("Unknown outcome of a look at a header"),
        };
    }

    public void Dispose() => _oneEstimate.Dispose();

    private async Task<long?> EstimateAsync(string source, JobPlan plan, CancellationToken cancellationToken)
    {
        await _oneEstimate.WaitAsync(cancellationToken);
        try
        {
            return await sizes.RunAsync(plan.Settings, source, plan.Duration, cancellationToken);
        }
        finally
        {
            _oneEstimate.Release();
        }
    }

    private string Output(NewJob job, JobPlan plan) => names.For(job.SourcePath, job.RequestedOutput, plan.Settings.Container).First();
}
