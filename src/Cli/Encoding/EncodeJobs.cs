using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Encoding;

/// <summary>What the private database says of the jobs of this command.</summary>
internal sealed class EncodeJobs(IDbContextFactory<JobsDb> databases)
{
    /// <summary>These jobs, without their parts but those of <see cref="ProvenParts"/>; without those that are not known.</summary>
    public async Task<IReadOnlyDictionary<Guid, Job>> OfAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var jobs = await database.Jobs.AsNoTracking().Where(job => ids.Contains(job.Id)).ToDictionaryAsync(job => job.Id, cancellationToken);
        await ProvenParts.AddAsync(database, jobs.Values, cancellationToken);
        return jobs;
    }

    /// <summary>Tells whether a file of this name was, or is being, published by one of our jobs.</summary>
    public async Task<bool> HavePublishedAsync(string name, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AnyAsync(
            job => job.OutputPath == name && (job.State == JobState.Committing || job.State == JobState.Completed), cancellationToken);
    }

    /// <summary>Tells whether a job of an earlier, interrupted command is still to be finished.</summary>
    public Task<bool> AnyIsOpenAsync(CancellationToken cancellationToken) => AnyAsync(job => job.State < JobState.Completed, cancellationToken);

    /// <summary>Tells whether anything was encoded to its end, be it to find that it gets no smaller.</summary>
    public Task<bool> AnyIsDoneAsync(CancellationToken cancellationToken) =>
        AnyAsync(job => job.State == JobState.Completed || job.State == JobState.NotSmaller, cancellationToken);

    private async Task<bool> AnyAsync(Expression<Func<Job, bool>> condition, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AnyAsync(condition, cancellationToken);
    }
}
