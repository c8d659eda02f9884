using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Registers the job database.</summary>
public static class JobsSlice
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseProviderValidator>();
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateOnStart();
        services.AddPooledDbContextFactory<JobsDb>((provider, options) =>
            Configure(options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Connection));
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobWriter>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<OwnFailures>();
        services.AddSingleton<JobList>();
        services.AddHostedService<DatabaseStart>();
        return services;
    }

    /// <summary>
    /// Builds the model and compiles the code that every process needs, with an empty database in memory: a short command does so while it is
    /// still busy with something else. Nothing depends on it.
    /// </summary>
    public static async Task WarmUpAsync()
    {
        var options = new DbContextOptionsBuilder<JobsDb>();
        Configure(options, "Data Source=:memory:");
        await using var database = new JobsDb(options.Options);
        await database.Database.OpenConnectionAsync();
        await database.Database.MigrateAsync();
        await database.Jobs.AnyAsync();
    }

    private static void Configure(DbContextOptionsBuilder options, string connection) =>
        // One statement is one consistent state. A whole job takes several: JobsDb.ReadOneStateAsync.
        options.UseSqlite(connection, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery));
}

/// <summary>Brings the database to the program's shape before anything else starts.</summary>
internal sealed class DatabaseStart(IDbContextFactory<JobsDb> databases, IOptions<DatabaseOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(options.Value.Connection).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        if ((await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            // The lock is a row that outlives a killed process, and every later start would wait for it; one coordinator has the file.
            await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await database.Database.MigrateAsync(cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
