using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>A farm that is updated goes on with its database.</summary>
public sealed class MigrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_of_the_first_version_outlives_every_migration()
    {
        using var tree = new TempTree();
        var options = new DbContextOptionsBuilder<JobsDb>().UseSqlite($"Data Source={tree.At("jobs.db")};Pooling=False").Options;
        await using (var first = new JobsDb(options))
        {
            await first.GetService<IMigrator>().MigrateAsync("Initial", Token);
            await using var connection = new SqliteConnection($"Data Source={tree.At("jobs.db")};Pooling=False");
            await connection.OpenAsync(Token);
            await using var insert = connection.CreateCommand();
            insert.CommandText = """
                INSERT INTO Jobs (Id, SourcePath, SourceIdentity, SourceBytes, Profile, Priority, State, CreatedAt, NotBefore, Notes, Fate)
                VALUES ('00000000-0000-0000-0000-000000000001', 'incoming/a.mkv', '1:2:3', 2, 'h264', 7, 2, 0, 0, 'A note', 0);
                INSERT INTO Parts (Id, JobId, Kind, "Index")
                VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 0, 0);
                INSERT INTO Attempts (Id, PartId, Number, State, NotBefore, AvoidEncoders)
                VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002', 1, 0, 0, 'alpha');
                """;
            await insert.ExecuteNonQueryAsync(Token);
        }

        await using var database = new JobsDb(options);
        await database.Database.MigrateAsync(Token);

        var job = await database.Jobs.Include(found => found.Parts).ThenInclude(part => part.Attempts).SingleAsync(Token);
        Assert.Equal(("incoming/a.mkv", 7, "A note", ""), (job.SourcePath, job.Priority, job.Notes, job.Suspicions));
        Assert.Equal("alpha", Assert.Single(Assert.Single(job.Parts).Attempts).AvoidEncoders);
        Assert.False(database.Database.HasPendingModelChanges());
    }
}
