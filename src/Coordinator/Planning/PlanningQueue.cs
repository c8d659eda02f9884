using Microsoft.EntityFrameworkCore;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Planning;

/// <summary>
/// Knows what is to be planned next: no more than encoders will take soon, the best job first. A long film is planned when the chunks of those before
/// it run short; one that is much shorter need not wait so long.
/// </summary>
internal sealed class PlanningQueue(
    IDbContextFactory<JobsDb> databases, JobQueries queries, EncoderFleet fleet, StorageGuard guard, TimeProvider time)
{
    /// <summary>A film may be shared out beside others of each of which this many times its own length is left: so few are begun at once.</summary>
    private const int Patience = 4;

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
        var films = await InChunksAsync(database, now, cancellationToken);
        var uncut = films.Where(film => film.Uncut > 0).Max(film => (int?)film.Priority);

        // One long film is read at a time, and encoders have work meanwhile.
        var reading = await database.Jobs.AnyAsync(job => inWork.Contains(job.Id) && job.ExpectedFrames != null, cancellationToken);
        var rivals = films.Where(film => uncut is null || film.Priority >= uncut).ToList();
        var longest = reading ? 0
            : rivals.Sum(film => film.Uncut + film.Unstarted) < fleet.Slots + fleet.OrderWindow ? long.MaxValue
            : rivals.Min(film => film.FramesLeft) / Patience;
        return await database.Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Waiting && job.NotBefore <= now && !inWork.Contains(job.Id)
                && (uncut == null || job.Priority >= uncut)
                && (job.ExpectedFrames == null || job.ExpectedFrames <= longest || (!reading && job.Priority > uncut)))
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Films with chunks that an encoder could take now or as soon as they are cut.</summary>
    private static async Task<List<FilmInChunks>> InChunksAsync(JobsDb database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var films = await database.Jobs.Where(job => job.State == JobState.Active && job.Chunks > 0)
            .Select(job => new FilmInChunks(
                job.Priority,
                (job.ExpectedFrames ?? 0) - job.FramesDone,
                job.Parts.Count(part => part.Kind == PartKind.Chunk && part.Attempts.Count == 0),
                job.Parts.Where(part => part.Kind == PartKind.Chunk).SelectMany(part => part.Attempts).Count(attempt => attempt.AvoidEncoders == ""
                    && attempt.NotBefore <= now && (attempt.State == AttemptState.Pending || attempt.State == AttemptState.Published))))
            .ToListAsync(cancellationToken);
        return [.. films.Where(film => film.Uncut + film.Unstarted > 0)];
    }

    /// <summary>What is left of a film in chunks.</summary>
    private sealed record FilmInChunks(int Priority, long FramesLeft, int Uncut, int Unstarted);
}
