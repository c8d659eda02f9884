using Microsoft.EntityFrameworkCore;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Reads of the database. Each call sees one consistent state and takes memory for what it returns only.</summary>
public sealed class JobQueries(IDbContextFactory<JobsDb> databases, TimeProvider time)
{
    /// <summary>The job with everything; null when there is none.</summary>
    public async Task<Job?> FindAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var state = await database.ReadOneStateAsync(cancellationToken);
        return await database.Jobs.AsNoTracking().AsSplitQuery()
            .Include(job => job.Parts).ThenInclude(part => part.Attempts).ThenInclude(attempt => attempt.Executions)
            .Include(job => job.Timeline.OrderBy(entry => entry.Id))
            .SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken);
    }

    /// <summary>The keys of all jobs that were ever made for these paths.</summary>
    public async Task<IReadOnlySet<JobKey>> KnownAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AsNoTracking().Where(job => paths.Contains(job.SourcePath))
            .Select(job => new JobKey(job.SourcePath, job.SourceIdentity, job.Profile))
            .ToHashSetAsync(cancellationToken);
    }

    /// <summary>
    /// How many orders are made and not started that any encoder may take: those that wait for a certain one must not keep the others idle.
    /// Orders of chunks are counted apart, so that a film in many chunks and the films that come after it take turns.
    /// </summary>
    public async Task<int> CountUnstartedAsync(bool ofChunks, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == JobState.Active).SelectMany(job => job.Parts)
            .Where(part => (part.Kind == PartKind.Chunk) == ofChunks).SelectMany(part => part.Attempts)
            .Where(attempt => attempt.AvoidEncoders == "")
            .CountAsync(attempt => attempt.State == AttemptState.Pending || attempt.State == AttemptState.Published, cancellationToken);
    }

    /// <summary>What encoders work on and will take next, by what they have reported: heartbeats are seconds late.</summary>
    public async Task<WorkInHand> InHandAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var encoders = await (from job in database.Jobs
                              where job.State == JobState.Active
                              from part in job.Parts
                              from attempt in part.Attempts
                              from execution in attempt.Executions
                              where execution.State == ExecutionState.Running
                              group execution by execution.EncoderId into work
                              select new { work.Key, Count = work.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var waiting = await (from job in database.Jobs
                             where job.State == JobState.Active && job.Toolchain != null
                             from part in job.Parts
                             from attempt in part.Attempts
                             where attempt.State == AttemptState.Published
                             group attempt by job.Toolchain into orders
                             select new { orders.Key, Count = orders.Count() }).ToDictionaryAsync(row => row.Key!, row => row.Count, cancellationToken);
        return new WorkInHand(encoders, waiting);
    }

    /// <summary>Active jobs in pieces that are made with certain tools.</summary>
    public async Task<IReadOnlyList<(Guid JobId, string Toolchain)>> ToolchainsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.Jobs.Where(job => job.State == JobState.Active && job.Chunks > 0 && job.Toolchain != null)
            .Select(job => new { job.Id, job.Toolchain }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.Toolchain!))];
    }

    /// <summary>Anything waits for an encoder, and for nothing else: a job, a chunk to be cut, or an order.</summary>
    public async Task<bool> AnyWaitsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AnyAsync(
            job => (job.State == JobState.Waiting && job.NotBefore <= now)
                || (job.State == JobState.Active && job.Parts.Any(part => part.Attempts.Count == 0
                    || part.Attempts.Any(attempt => (attempt.State == AttemptState.Pending && attempt.NotBefore <= now) || attempt.State == AttemptState.Published))),
            cancellationToken);
    }

    /// <summary>Jobs in this state, oldest first, at most <paramref name="limit"/> ids.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(JobState state, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == state).OrderByDescending(job => job.Priority).ThenBy(job => job.Id)
            .Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Jobs with orders that may be published now, best first: highest priority, then oldest.</summary>
    public async Task<IReadOnlyList<Guid>> IdsWithPendingOrdersAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == JobState.Active && job.Parts.Any(part =>
                part.Attempts.Any(attempt => attempt.State == AttemptState.Pending && attempt.NotBefore <= now)))
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id).Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Jobs without their parts whose state has changed since it was last announced, oldest first.</summary>
    public async Task<IReadOnlyList<Job>> UnannouncedAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AsNoTracking().Where(job => job.Announced != job.State).OrderBy(job => job.Id).Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Jobs whose source the coordinator has not read itself yet, though encoders work on it.</summary>
    public async Task<IReadOnlyList<Guid>> IdsToIndexAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => (job.State == JobState.Active || job.State == JobState.Verifying) && job.SourceSha256 == null)
            .OrderByDescending(job => job.State).ThenBy(job => job.Id).Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Chunks that one encoder works on and no other one races for, and how long the job's done ones took.</summary>
    public async Task<IReadOnlyList<RunningChunk>> RunningChunksAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await (from job in database.Jobs
                      where job.State == JobState.Active
                      from part in job.Parts
                      where part.Kind == PartKind.Chunk && !part.Raced && part.AcceptedExecutionId == null
                      from attempt in part.Attempts
                      from execution in attempt.Executions
                      where execution.State == ExecutionState.Running
                      select new RunningChunk(
                          job.Id, execution.Id, execution.EncoderName, job.Toolchain, execution.StartedAt,
                          job.Parts.Where(other => other.Kind == PartKind.Chunk).SelectMany(other => other.Attempts).SelectMany(other => other.Executions)
                              .Where(other => other.State == ExecutionState.Accepted && other.EndedAt != null)
                              .Select(other => new ChunkRun(other.StartedAt, other.EndedAt!.Value)).ToList()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Jobs of one piece with a result to be proven against what the coordinator has read of the source, best first.</summary>
    public async Task<IReadOnlyList<Guid>> IdsToVerifyAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == JobState.Verifying && job.Chunks == 0 && job.SourceSha256 != null)
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id).Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Jobs in pieces of which a result is to be proven, best first.</summary>
    public async Task<IReadOnlyList<Guid>> IdsWithDeliveredPiecesAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == JobState.Active && job.Chunks > 0 && job.SourceSha256 != null && job.Parts.Any(part =>
                part.AcceptedExecutionId == null
                && part.Attempts.Any(attempt => attempt.Executions.Any(execution => execution.State == ExecutionState.Delivered))))
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id).Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Jobs whose pieces are all proven and wait to be joined, best first.</summary>
    public async Task<IReadOnlyList<Guid>> IdsToJoinAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == JobState.Verifying && job.Chunks > 0)
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id).Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The next chunk to be cut: of the highest priority, unless a film that waits has a higher one; of several films that whose last chunk was
    /// ordered first.
    /// </summary>
    /// <param name="except">Jobs that are passed over.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<(Guid JobId, Guid PartId)?> NextChunkAsync(IReadOnlyCollection<Guid> except, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var next = await database.Jobs
            .Where(job => job.State == JobState.Active && job.Parts.Any(part => part.Kind == PartKind.Chunk && part.Attempts.Count == 0)
                && !except.Contains(job.Id)
                && !database.Jobs.Any(other => other.State == JobState.Waiting && other.NotBefore <= now && other.Priority > job.Priority))
            .OrderByDescending(job => job.Priority)
            .ThenBy(job => job.Parts.SelectMany(part => part.Attempts).Max(attempt => (DateTimeOffset?)attempt.NotBefore)).ThenBy(job => job.Id)
            .Select(job => new
            {
                job.Id,
                PartId = job.Parts.Where(part => part.Kind == PartKind.Chunk && part.Attempts.Count == 0).OrderBy(part => part.Index).First().Id,
            })
            .FirstOrDefaultAsync(cancellationToken);
        return next is null ? null : (next.Id, next.PartId);
    }

    /// <summary>Jobs that are encoded whole now.</summary>
    public async Task<IReadOnlyList<Guid>> IdsOfWholeAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.State == JobState.Active && job.Chunks == 0).Select(job => job.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Final jobs whose source still waits for its fate and is needed by no open job; one of each source.</summary>
    public async Task<IReadOnlyList<Guid>> IdsWithPendingFateAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.Jobs.Where(job => job.Fate == SourceFateState.Pending && !database.Jobs.Any(other =>
                other.SourcePath == job.SourcePath && other.SourceIdentity == job.SourceIdentity && other.State < JobState.Completed))
            .OrderBy(job => job.Id).Select(job => new { job.Id, job.SourcePath }).Take(limit).ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(row => row.SourcePath).Select(row => row.Id)];
    }

    /// <summary>Failed and cancelled jobs that are not done with, whether or not another job needs their source.</summary>
    public async Task<IReadOnlyList<Guid>> IdsWithoutResultAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.Where(job => job.Fate == SourceFateState.Pending && job.State > JobState.Completed)
            .OrderBy(job => job.Id).Select(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>All jobs of one source.</summary>
    public async Task<IReadOnlyList<Job>> OfSourceAsync(string sourcePath, string sourceIdentity, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AsNoTracking().Where(job => job.SourcePath == sourcePath && job.SourceIdentity == sourceIdentity)
            .OrderBy(job => job.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Whether a part is open, and who works or has worked on it.</summary>
    public async Task<PartStanding> StandingAsync(Guid jobId, Guid partId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var open = await database.Jobs.AnyAsync(job => job.Id == jobId
            && (job.State == JobState.Active || job.State == JobState.Verifying)
            && job.Parts.Any(part => part.Id == partId && part.AcceptedExecutionId == null), cancellationToken);
        var executions = await (from attempt in database.Attempts
                                where attempt.PartId == partId
                                from execution in attempt.Executions
                                select new ExecutionStanding(execution.Id, execution.State, execution.StartedAt)).ToListAsync(cancellationToken);
        var raced = await database.Parts.AnyAsync(part => part.Id == partId && part.Raced, cancellationToken);
        return new PartStanding(open, raced, executions);
    }

    /// <summary>Executions of open jobs that have not ended; at most as many as there are encoder slots.</summary>
    public async Task<IReadOnlyList<(Guid JobId, Guid ExecutionId, string Encoder)>> RunningAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from job in database.Jobs
                          where job.State == JobState.Active || job.State == JobState.Verifying
                          from part in job.Parts
                          from attempt in part.Attempts
                          from execution in attempt.Executions
                          where execution.State == ExecutionState.Running
                          select new { job.Id, ExecutionId = execution.Id, execution.EncoderName }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.ExecutionId, row.EncoderName))];
    }

    /// <summary>Executions of open jobs that have sent no report, and whose order another encoder has started since.</summary>
    public async Task<IReadOnlyList<(Guid JobId, Guid ExecutionId, ExecutionState State, DateTimeOffset StartedAt)>> SupersededAsync(
        CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from job in database.Jobs
                          where job.State == JobState.Active || job.State == JobState.Verifying
                          from part in job.Parts
                          from attempt in part.Attempts
                          from execution in attempt.Executions
                          where (execution.State == ExecutionState.Running || execution.State == ExecutionState.Lost)
                              && attempt.Executions.Any(other => other.EncoderId != execution.EncoderId && other.StartedAt > execution.StartedAt)
                          select new { job.Id, ExecutionId = execution.Id, execution.State, execution.StartedAt }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.ExecutionId, row.State, row.StartedAt))];
    }

    /// <summary>Results that were refused since, by encoder, newest first.</summary>
    public async Task<IReadOnlyList<(string Encoder, Guid JobId, DateTimeOffset At)>> RefusalsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from job in database.Jobs
                          from part in job.Parts
                          from attempt in part.Attempts
                          from execution in attempt.Executions
                          where execution.State == ExecutionState.Refused && execution.EndedAt >= since
                          orderby execution.EndedAt descending
                          select new { execution.EncoderName, job.Id, execution.EndedAt }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.EncoderName, row.Id, row.EndedAt!.Value))];
    }

    /// <summary>Tells whether a result of the encoder that came since was taken.</summary>
    public async Task<bool> AcceptedSinceAsync(string encoder, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Executions.AnyAsync(
            execution => execution.State == ExecutionState.Accepted && execution.EncoderName == encoder && execution.EndedAt >= since, cancellationToken);
    }

    /// <summary>Orders that the broker has confirmed and nobody works on as far as is known, with all executions of each; at most as many as the window allows.</summary>
    public async Task<IReadOnlyList<(Guid JobId, Guid AttemptId, IReadOnlyList<Guid> Executions)>> PublishedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from job in database.Jobs
                          where job.State == JobState.Active
                          from part in job.Parts
                          from attempt in part.Attempts
                          where attempt.State == AttemptState.Published
                          select new { job.Id, AttemptId = attempt.Id, Executions = attempt.Executions.Select(execution => execution.Id).ToList() }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.AttemptId, (IReadOnlyList<Guid>)row.Executions))];
    }

    /// <summary>Tells whether the accepted result of an execution, or of a job in pieces, may still be needed.</summary>
    public async Task<bool> IsHeldAsync(Guid resultId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AnyAsync(job => (job.State < JobState.Completed || job.Fate == SourceFateState.Pending) && (job.Id == resultId
            || job.Parts.Any(part => part.Attempts.Any(attempt => attempt.Executions.Any(execution => execution.Id == resultId)))), cancellationToken);
    }

    /// <summary>Tells whether any job that is not final has this id.</summary>
    public async Task<bool> IsOpenAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AnyAsync(job => job.Id == jobId && job.State < JobState.Completed, cancellationToken);
    }
}
