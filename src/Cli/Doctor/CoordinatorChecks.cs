using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Broker;
using Transcoder.Coordinator;
using Transcoder.Coordinator.Jobs;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Cli.Doctor;

/// <summary>What a coordinator with these settings needs; what is not set is not needed.</summary>
internal static class CoordinatorChecks
{
    // Stands for a root that is not set, as on a machine that only encodes.
    private const string AnyRoot = "/";

    /// <summary>Registers the coordinator and its API for the sake of their settings; nothing of them is started.</summary>
    public static void AddSettings(IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Storage:Root", AnyRoot)] });
        builder.AddCoordinator();
        builder.AddCoordinatorWeb(trustsMachine: true);
    }

    /// <param name="services">Hold the validated settings.</param>
    /// <param name="root">The storage root as it is set; null when it is not.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IServiceProvider services, string? root, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        if (root is not null)
        {
            results.Add(FolderCheck.Run("storage root", "Storage:Root", root));
        }

        var connection = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Connection;
        var database = Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);
        results.Add(FolderCheck.Run("database folder", "Database:Connection", Path.GetDirectoryName(database) ?? "/"));
        if (services.GetRequiredService<IOptions<BrokerOptions>>().Value is { Url.Length: > 0 } broker)
        {
            results.Add(await BrokerCheck.RunAsync(broker, cancellationToken));
        }

        return results;
    }
}
