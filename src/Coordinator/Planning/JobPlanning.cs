using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.Coordinator.Planning;

/// <summary>Plans one job. Whatever comes out, the job is not the next one to be planned afterwards.</summary>
internal sealed class JobPlanning(
    SourceFinder sources, FfprobeClient ffprobe, ProfileCatalog profiles, FreeNames names, StorageGuard guard, JobStore store,
    PlanningDelay delay, ChunkPlanning chunks)
{
    /// <exception cref="ToolMissingException">There is no ffprobe; the job waits as before.</exception>
    /// <exception cref="StorageMissingException">A folder is away; the job waits as before.</exception>
    public async Task PlanAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await DecideAsync(job, cancellationToken);
        }
        catch (UnauthorizedAccessException)
        {
            await delay.PostponeAsync(job, "The source may not be read by the user that the coordinator runs as; it is looked at again until it may.", cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ToolMissingException or StorageMissingException))
        {
            // Unreadable for now or a defect of ours: either way it must not stand in the way of the next job.
            await delay.PostponeAsync(job, $"The source could not be looked at: {exception.Message}", cancellationToken);
        }
    }

    private async Task DecideAsync(Job job, CancellationToken cancellationToken)
    {
        if (profiles.Find(job.Profile) is not { } profile)
        {
            await delay.PostponeAsync(job, $"There is no profile \"{job.Profile}\" in the configuration any more.", cancellationToken);
            return;
        }

        switch (sources.Find(job))
        {
            case SourceStanding.Gone gone:
                await store.ChangeAsync(job.Id, (changed, now) => changed.SourceChanged(gone.Reason, now), cancellationToken);
                break;
            case SourceStanding.Here here:
                await NoteReturnAsync(job, cancellationToken);
                await ProbeAsync(job, here.Path, profile, cancellationToken);
                break;
        }
    }

    private async Task ProbeAsync(Job job, string path, Profile profile, CancellationToken cancellationToken)
    {
        // ffprobe does not tell a file that it may not open from one that it does not understand; this does.
        using (File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete))
        {
        }

        switch (await ffprobe.ProbeSourceAsync(path, cancellationToken))
        {
            case ProbeOutcome.Unreadable unreadable when IsMachinesFault(unreadable):
                await delay.PostponeAsync(job, unreadable.Reason, cancellationToken);
                break;
            case ProbeOutcome.Unreadable unreadable:
                guard.Demand(StorageFolder.Incoming);
                await RefuseAsync(job, unreadable.Reason, cancellationToken);
                break;
            case ProbeOutcome.Probed probed:
                await PlanAsync(job, path, EncodePlanner.Plan(probed.Probe, profile), cancellationToken);
                break;
        }
    }

    private async Task PlanAsync(Job job, string path, PlanOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case PlanOutcome.Refused refused:
                await RefuseAsync(job, refused.Reason, cancellationToken);
                break;
            case PlanOutcome.LeftAsItIs left:
                await store.ChangeAsync(job.Id, (changed, now) => changed.Skip(left.Reason, now), cancellationToken);
                break;
            case PlanOutcome.Planned(var whole) when job.ExpectedFrames is null && chunks.IsLong(whole):
                await store.ChangeAsync(job.Id, (changed, _) => changed.NoteLength(whole.ExpectedFrames), cancellationToken);
                break;
            case PlanOutcome.Planned(var whole):
                var plan = await chunks.ShareOutAsync(whole, path, cancellationToken);
                var free = names.For(job.SourcePath, job.RequestedOutput, plan.Settings.Container);
                Crash.At(CrashPoint.PlanDecided);
                await store.PlanAsync(job.Id, plan, free, cancellationToken);
                Crash.At(CrashPoint.OutputNameReserved);
                break;
        }
    }

    /// <summary>A killed or silent ffprobe says nothing of the file.</summary>
    private static bool IsMachinesFault(ProbeOutcome.Unreadable unreadable) =>
        !unreadable.OutOfProportion && (unreadable.ErrorTail.Count == 0 || FfmpegFaults.Classify(1, unreadable.ErrorTail) == FfmpegFault.Machine);

    private Task<bool> RefuseAsync(Job job, string reason, CancellationToken cancellationToken) =>
        store.ChangeAsync(job.Id, (changed, now) => changed.Refuse(reason, now), cancellationToken);

    private async Task NoteReturnAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.SourceNow is not null)
        {
            await store.ChangeAsync(job.Id, (changed, _) => (changed.SourceNow = null) is null, cancellationToken);
        }
    }
}
