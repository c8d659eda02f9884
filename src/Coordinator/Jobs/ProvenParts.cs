using Microsoft.EntityFrameworkCore;

namespace Transcoder.Coordinator.Jobs;

/// <summary>What must be known of the parts of jobs that are read without them, to tell their progress.</summary>
public static class ProvenParts
{
    /// <summary>Adds the proven parts of active jobs in chunks, without attempts, to jobs that were read without parts.</summary>
    public static async Task AddAsync(JobsDb database, IReadOnlyCollection<Job> jobs, CancellationToken cancellationToken)
    {
        var inPieces = jobs.Where(job => job.State == JobState.Active && job.IsInPieces()).ToDictionary(job => job.Id);
        if (inPieces.Count == 0)
        {
            return;
        }

        var parts = await database.Parts.AsNoTracking().Where(part => inPieces.Keys.Contains(part.JobId) && part.AcceptedExecutionId != null)
            .ToListAsync(cancellationToken);
        parts.ForEach(part => inPieces[part.JobId].Parts.Add(part));
    }
}
