using System.Threading.Channels;
using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Submissions;

namespace Transcoder.Cli.Encoding;

/// <summary>Submits the inputs, watches their jobs to the end, and tells how each one ended.</summary>
internal sealed class EncodeRun(
    EncodePlace place, SubmissionDesk desk, JobStore store, JobQueries queries, EncodeJobs jobs, JobProgress progress, JobSignals signals)
{
    // Encoders of this process tell of their progress as often; a change of a job wakes the watch at once.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ChannelReader<bool> _changes = signals.Subscribe(Enum.GetValues<JobState>());

    public async Task<IReadOnlyList<EncodeItem>> SubmitAsync(
        IReadOnlyList<string> inputs, Profile profile, CancellationToken cancellationToken)
    {
        var items = new List<EncodeItem>(inputs.Count);
        foreach (var input in inputs)
        {
            var item = new EncodeItem(input);
            items.Add(item);
            item.Refusal = await SubmitAsync(item, profile, cancellationToken);
        }

        return items;
    }

    public async Task WatchAsync(IReadOnlyList<EncodeItem> items, IEncodeDisplay display, CancellationToken cancellationToken)
    {
        var open = items.Where(item => item is { JobId: not null, Refusal: null }).ToList();
        while (true)
        {
            var known = await jobs.OfAsync([.. open.Select(item => item.JobId!.Value).Distinct()], cancellationToken);
            foreach (var item in open)
            {
                var job = known[item.JobId!.Value];
                display.Update(item, job.State, progress.Of(job));
            }

            open.RemoveAll(item => JobTransitions.IsFinal(known[item.JobId!.Value].State));
            if (open.Count == 0)
            {
                return;
            }

            await ChangeAsync(cancellationToken);
        }
    }

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        look.CancelAfter(Look);
        try
        {
            await _changes.ReadAsync(look.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    public async Task<IReadOnlyList<EncodeResult>> ResultsAsync(
        IReadOnlyList<EncodeItem> items, string profile, CancellationToken cancellationToken)
    {
        var results = new List<EncodeResult>(items.Count);
        foreach (var item in items)
        {
            results.Add(item.Refusal is null && item.JobId is { } id && await queries.FindAsync(id, cancellationToken) is { } job
                ? Ended(item, job)
                : new EncodeResult(item.Input, null, EncodeResult.Failed, profile, null, null, null, null, null, item.Refusal));
        }

        return results;
    }

    private async Task<string?> SubmitAsync(EncodeItem item, Profile profile, CancellationToken cancellationToken)
    {
        var source = InputFile.Behind(item.Input);
        if (InputFile.Refusal(item.Input, source) is { } unfit)
        {
            return unfit;
        }

        var wanted = place.Wanted(item.Input, profile.Container);
        if (place.Taken(wanted) is { } taken && !await jobs.HavePublishedAsync(wanted, cancellationToken))
        {
            return taken;
        }

        switch (await desk.SubmitAsync(source.TrimStart('/'), profile.Name, 0, wanted, cancellationToken))
        {
            case SubmitOutcome.Refused refused:
                return refused.Reason;
            case SubmitOutcome.Accepted { Added: false, JobId: var known } when await IsGoneAsync(known, cancellationToken):
                await store.ForgetAsync(known, cancellationToken);
                return await SubmitAsync(item, profile, cancellationToken);
            case SubmitOutcome.Accepted { Added: false, JobId: var known }:
                // A job of an earlier command goes on where it stopped; one that failed is tried again.
                await store.ChangeAsync(known, (job, now) => job.Retry(now), cancellationToken);
                item.JobId = known;
                return null;
            case SubmitOutcome.Accepted added:
                item.JobId = added.JobId;
                return null;
            default:
                throw new InvalidOperationException("Unknown outcome of a submission");
        }
    }

    /// <summary>Whether the output of a job of an earlier command was deleted since.</summary>
    private async Task<bool> IsGoneAsync(Guid jobId, CancellationToken cancellationToken) =>
        await queries.FindAsync(jobId, cancellationToken) is { State: JobState.Completed, OutputPath: { } output }
        && !File.Exists(Path.Combine(place.Folder, output));

    private EncodeResult Ended(EncodeItem item, Job job) => new(
        item.Input,
        job is { State: JobState.Completed, OutputPath: { } output } ? Path.Combine(place.Folder, output)
            : JobTransitions.IsItsOwnResult(job.State) ? '/' + job.SourcePath : null,
        JobStateName.Of(job.State),
        job.Profile,
        job.SourceBytes,
        job.OutputBytes,
        job.Chunks > 0 ? job.FramesDone : job.Parts.SelectMany(part => part.Attempts).SelectMany(attempt => attempt.Executions)
            .FirstOrDefault(execution => execution.State == ExecutionState.Accepted)?.Frames,
        job.Duration?.TotalSeconds,
        (job.FinishedAt - job.StartedAt)?.TotalSeconds,
        job.Reason)
    {
        // They speak of a film that was made.
        Notes = job.State == JobState.Completed ? job.NoteLines : [],
    };
}
