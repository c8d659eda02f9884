using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Jobs, parts, attempts, executions and time lines. Written only through <see cref="JobWriter"/>.</summary>
public sealed class JobsDb(DbContextOptions<JobsDb> options) : DbContext(options)
{
    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Part> Parts => Set<Part>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<Execution> Executions => Set<Execution>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<KnownFolder> Folders => Set<KnownFolder>();

    /// <summary>
    /// Begins to read: all queries until the end of the transaction see one state, and wait for no writer. SQLite answers a single statement for
    /// a job with its parts, attempts and executions by reading every one that there is, so that takes several.
    /// </summary>
    public async Task<DbTransaction> ReadOneStateAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        await Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite neither compares nor sorts DateTimeOffset; ticks do both.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<long>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Job>(job =>
        {
            job.HasIndex(row => new { row.SourcePath, row.SourceIdentity, row.Profile }).IsUnique();
            job.HasIndex(row => row.OutputPath).IsUnique();
            job.HasIndex(row => new { row.State, row.Priority, row.Id }).IsDescending(false, true, false);
            job.HasIndex(row => row.Id, "IX_Jobs_Unannounced").HasFilter("\"Announced\" <> \"State\"");
            job.HasIndex(row => row.Fate).HasFilter($"\"Fate\" = {(int)SourceFateState.Pending}");
            job.HasMany(row => row.Parts).WithOne().HasForeignKey(row => row.JobId).OnDelete(DeleteBehavior.Cascade);
            job.HasMany(row => row.Timeline).WithOne().HasForeignKey(row => row.JobId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Part>(part =>
        {
            part.Ignore(row => row.Current);
            part.HasMany(row => row.Attempts).WithOne().HasForeignKey(row => row.PartId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Attempt>(attempt =>
        {
            attempt.HasIndex(row => new { row.State, row.NotBefore });
            attempt.HasMany(row => row.Executions).WithOne().HasForeignKey(row => row.AttemptId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Execution>().HasIndex(row => row.State);
        modelBuilder.Entity<KnownFolder>().HasKey(row => row.Name);
        foreach (var key in modelBuilder.Model.GetEntityTypes().Select(type => type.FindProperty("Id")).Where(key => key?.ClrType == typeof(Guid)))
        {
            // Ids are ours: a row added to a loaded job is new although its key is set.
            key!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        value => value.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
