using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Submissions;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <inheritdoc/>
internal sealed class SourcePreviewer(FfprobeClient ffprobe, StorageLayout layout, FreeNames names) : ISourcePreviewer
{
    public async Task<SourcePreview> PreviewAsync(NewJob job, Profile profile, CancellationToken cancellationToken) =>
        await ffprobe.ProbeWithFramesAsync(layout.Absolute(job.SourcePath), cancellationToken) switch
        {
            ProbeOutcome.Probed { Probe: var probe } => EncodePlanner.Plan(probe, profile) switch
            {
                PlanOutcome.Planned(var plan) => new SourcePreview.Planned(profile.Name, Output(job, plan), PlanText.Of(probe, plan)),
                PlanOutcome.LeftAsItIs left => new SourcePreview.Refused(left.Reason),
                PlanOutcome.Refused refused => new SourcePreview.Refused(refused.Reason),
                _ => throw new InvalidOperationException("Unknown outcome of planning"),
            },
            ProbeOutcome.Unreadable unreadable => new SourcePreview.Refused(unreadable.Reason),
            _ => throw new InvalidOperationException("Unknown outcome of a look at a header"),
        };

    private string Output(NewJob job, JobPlan plan) => names.For(job.SourcePath, job.RequestedOutput, plan.Settings.Container).First();
}
