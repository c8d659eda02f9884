using Microsoft.EntityFrameworkCore;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Pages and sums for people.</summary>
public sealed class JobList(IDbContextFactory<JobsDb> databases)
{
    /// <summary>One page of jobs, newest first, without their parts but those of <see cref="ProvenParts"/>.</summary>
    /// <param name="state">Only jobs in this state; null for all.</param>
    /// <param name="before">Only jobs older than this one; null for the first page.</param>
    /// <param name="limit">1 to 1000.</param>
    public async Task<IReadOnlyList<Job>> PageAsync(JobState? state, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        IQueryable<Job> jobs = database.Jobs.AsNoTracking();
        jobs = state is { } wanted ? jobs.Where(job => job.State == wanted) : jobs;
        jobs = before is { } id ? jobs.Where(job => job.Id.CompareTo(id) < 0) : jobs;
        var page = await jobs.OrderByDescending(job => job.Id).Take(limit).ToListAsync(cancellationToken);
        await ProvenParts.AddAsync(database, page, cancellationToken);
        return page;
    }

    /// <summary>Numbers of jobs by state, and bytes of all completed sources and outputs.</summary>
    public async Task<JobTotals> TotalsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var counts = await database.Jobs.GroupBy(job => job.State).Select(group => new { group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var completed = database.Jobs.Where(job => job.State == JobState.Completed);
        return new JobTotals(
            counts,
            await completed.SumAsync(job => job.SourceBytes, cancellationToken),
            await completed.SumAsync(job => job.OutputBytes ?? 0, cancellationToken));
    }
}
