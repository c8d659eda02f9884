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
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseConnectionValidator>();
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
        await OpenAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if ((await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            // The lock is a row that outlives a killed process, and every later start would wait for it; one coordinator has the file.
            await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await database.Database.MigrateAsync(cancellationToken);
        }
    }

    /// <summary>Makes the file, and tells in one sentence where that cannot be; the context would log a stack trace of its own.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Value.Connection).DataSource);
        try
        {
            if (Path.GetDirectoryName(file) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using var connection = new SqliteConnection(options.Value.Connection);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new OptionsValidationException(
                "Database", typeof(DatabaseOptions), [$"Database:Connection: {file} cannot be used: {unusable.Message.TrimEnd('.')}"]);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
