using Microsoft.EntityFrameworkCore;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Planning;

/// <summary>Knows what is to be planned next: no more than encoders will take soon, the best job first.</summary>
internal sealed class PlanningQueue(
    IDbContextFactory<JobsDb> databases, JobQueries queries, EncoderFleet fleet, StorageGuard guard, TimeProvider time)
{
    /// <param name="inWork">Jobs that are being planned; they count as planned.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Null when there is nothing to plan now.</returns>
    public async Task<Job?> NextAsync(IReadOnlyCollection<Guid> inWork, CancellationToken cancellationToken)
    {
        if (guard.Problem(StorageFolder.Incoming) is not null
            || await queries.CountUnstartedAsync(ofChunks: false, cancellationToken) + inWork.Count >= fleet.OrderWindow)
        {
            return null;
        }

        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Waiting && job.NotBefore <= now && !inWork.Contains(job.Id)
                && !database.Jobs.Any(other => other.State == JobState.Active && other.Priority > job.Priority
                    && other.Parts.Any(part => part.Kind == PartKind.Chunk && part.Attempts.Count == 0)))
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
