using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Health;

/// <summary>Well when the database answers, and its disk has room for changes.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<JobsDb> databases) : IHealthCheck
{
    /// <summary>A transaction of many changes has about as much.</summary>
    private const long RoomForChanges = 1 << 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await database.Folders.AnyAsync(cancellationToken);
            var folder = Path.GetDirectoryName(Path.GetFullPath(database.Database.GetDbConnection().DataSource))!;
            var free = Folders.FreeBytes(folder);
            return free >= RoomForChanges
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The disk of the database ({folder}) is full: {free} free bytes");
        }
        catch (SqliteException exception)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {exception.Message}");
        }
    }
}
