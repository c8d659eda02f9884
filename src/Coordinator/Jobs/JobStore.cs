using Microsoft.EntityFrameworkCore;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Every change of jobs. Each call is one transaction and durable when it returns.</summary>
public sealed class JobStore(JobWriter writer, TimeProvider time, ILogger<JobStore> logger)
{
    /// <summary>Adds sources; what is known already (path, identity, profile) stays as it is.</summary>
    /// <returns>For each source, in order, the id of its job and whether it is new.</returns>
    public Task<IReadOnlyList<(Guid Id, bool Added)>> AddAsync(IReadOnlyList<NewJob> sources, CancellationToken cancellationToken) =>
        writer.WriteAsync(async database =>
        {
            var paths = sources.Select(source => source.SourcePath).Distinct().ToList();
            var known = await database.Jobs.AsNoTracking().Where(job => paths.Contains(job.SourcePath))
                .Select(job => new { job.Id, Key = new JobKey(job.SourcePath, job.SourceIdentity, job.Profile) })
                .ToDictionaryAsync(row => row.Key, row => row.Id);
            var result = new List<(Guid, bool)>(sources.Count);
            foreach (var source in sources)
            {
                var key = new JobKey(source.SourcePath, source.SourceIdentity, source.Profile);
                var added = !known.ContainsKey(key);
                if (added)
                {
                    var job = NewRow(source, time.GetUtcNow());
                    database.Jobs.Add(job);
                    known[key] = job.Id;
                }

                result.Add((known[key], added));
            }

            return (IReadOnlyList<(Guid, bool)>)result;
        }, cancellationToken);

    /// <summary>Adds jobs as they are; those whose id, source or output another one has already are left out.</summary>
    /// <returns>How many were added.</returns>
    public Task<int> RestoreAsync(IReadOnlyCollection<Job> jobs, CancellationToken cancellationToken) =>
        writer.WriteAsync(async database =>
        {
            var added = 0;
            foreach (var job in jobs)
            {
                if (!await database.Jobs.AnyAsync(known => known.Id == job.Id
                    || (known.SourcePath == job.SourcePath && known.SourceIdentity == job.SourceIdentity && known.Profile == job.Profile)
                    || (job.OutputPath != null && known.OutputPath == job.OutputPath)))
                {
                    database.Jobs.Add(job);
                    await database.SaveChangesAsync();
                    added++;
                }
            }

            return added;
        }, cancellationToken);

    /// <summary>Loads a job with its parts, attempts and executions, and keeps what the change does to it.</summary>
    /// <param name="change">Gets the job and the time; its result is returned. May run twice, each time on a freshly loaded job.</param>
    /// <returns>The change's result; false when there is no such job.</returns>
    public async Task<bool> ChangeAsync(Guid jobId, Func<Job, DateTimeOffset, bool> change, CancellationToken cancellationToken)
    {
        Job? ended = null;
        var changed = await writer.WriteAsync(async database =>
        {
            var job = await LoadAsync(database, jobId);
            if (job is null)
            {
                return false;
            }

            var before = job.State;
            var changed = change(job, time.GetUtcNow());
            ended = job.State != before && JobTransitions.IsFinal(job.State) ? job : null;
            return changed;
        }, cancellationToken);
        if (ended is not null)
        {
            TellEnd(ended);
        }

        return changed;
    }

    /// <summary>Plans a job under the first name that no other job has.</summary>
    /// <param name="names">Names below <c>completed/</c> that are free there, best first; read until one is free here, too.</param>
    public Task<bool> PlanAsync(Guid jobId, JobPlan plan, IEnumerable<string> names, CancellationToken cancellationToken) =>
        writer.WriteAsync(async database =>
        {
            var job = await LoadAsync(database, jobId);
            return job?.State == JobState.Waiting && job.Plan(plan, await FreeNameAsync(database, job, names), time.GetUtcNow());
        }, cancellationToken);

    /// <summary>Gives a committing job another output name because a foreign file has taken its own.</summary>
    public Task<bool> RenameOutputAsync(Guid jobId, IEnumerable<string> names, CancellationToken cancellationToken) =>
        writer.WriteAsync(async database =>
        {
            var job = await LoadAsync(database, jobId);
            if (job?.State != JobState.Committing)
            {
                return false;
            }

            job.OutputPath = await FreeNameAsync(database, job, names);
            return true;
        }, cancellationToken);

    /// <summary>Notes of jobs that their state, as they have it here, has been announced.</summary>
    public Task<int> NoteAnnouncedAsync(IReadOnlyCollection<Job> jobs, CancellationToken cancellationToken) =>
        writer.WriteAsync(async database =>
        {
            var noted = 0;
            foreach (var same in jobs.GroupBy(job => job.State, job => job.Id))
            {
                noted += await database.Jobs.Where(job => same.Contains(job.Id))
                    .ExecuteUpdateAsync(rows => rows.SetProperty(job => job.Announced, same.Key));
            }

            return noted;
        }, cancellationToken);

    /// <summary>Makes every unfinished order one that is to be published again, held against nobody; for a bus that keeps nothing over a restart.</summary>
    public Task<int> ForgetOrdersAsync(CancellationToken cancellationToken) =>
        writer.WriteAsync(async database =>
        {
            await database.Executions.Where(execution => execution.State == ExecutionState.Running)
                .ExecuteUpdateAsync(rows => rows.SetProperty(execution => execution.State, ExecutionState.HandedBack));
            return await database.Attempts
                .Where(attempt => attempt.State == AttemptState.Published || attempt.State == AttemptState.Started)
                .ExecuteUpdateAsync(rows => rows.SetProperty(attempt => attempt.State, AttemptState.Pending));
        }, cancellationToken);

    /// <summary>Removes a job with all that is known of it; only for one that nobody works on any more.</summary>
    public Task<int> ForgetAsync(Guid jobId, CancellationToken cancellationToken) =>
        writer.WriteAsync(database => database.Jobs.Where(job => job.Id == jobId).ExecuteDeleteAsync(), cancellationToken);

    /// <summary>What a user has cancelled is no surprise to anybody; what else has no result is.</summary>
    private void TellEnd(Job job)
    {
        if (job.State is JobState.Failed or JobState.Cancelled && job.FailureKind is not FailureKind.Cancelled)
        {
            logger.JobEndedWithoutResult(job.Id, job.SourcePath, job.Reason, job.FailureKind?.ToString() ?? job.State.ToString());
        }
        else
        {
            logger.JobEnded(job.Id, job.State, job.SourcePath, job.Reason);
        }
    }

    private static async Task<string> FreeNameAsync(JobsDb database, Job job, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!await database.Jobs.AnyAsync(other => other.OutputPath == name && other.Id != job.Id))
            {
                return name;
            }
        }

        throw new InvalidOperationException($"No free output name for {job.SourcePath}");
    }

    // SQLite answers a single statement for all of it by reading every attempt and execution that there is.
    private static Task<Job?> LoadAsync(JobsDb database, Guid jobId) => database.Jobs.AsSplitQuery()
        .Include(job => job.Parts).ThenInclude(part => part.Attempts).ThenInclude(attempt => attempt.Executions)
        .SingleOrDefaultAsync(job => job.Id == jobId);

    private static Job NewRow(NewJob source, DateTimeOffset now)
    {
        var job = new Job
        {
            Id = Guid.CreateVersion7(now),
            SourcePath = source.SourcePath,
            SourceIdentity = source.SourceIdentity,
            SourceBytes = source.SourceBytes,
            Profile = source.Profile,
            Priority = source.Priority,
            RequestedOutput = source.RequestedOutput,
            CreatedAt = now,
            NotBefore = now,
        };
        job.Timeline.Add(new TimelineEntry { At = now, Text = $"Found: {source.SourceBytes} bytes" });
        return job;
    }
}
