using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Transcoder.Broker;
using Transcoder.Coordinator.Jobs;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Cli.Doctor;

/// <summary>What a coordinator with these settings needs; what is not set is not needed.</summary>
internal static class CoordinatorChecks
{
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        if (configuration["Storage:Root"] is { Length: > 0 } root)
        {
            results.Add(FolderCheck.Run("storage root", "Storage:Root", Path.GetFullPath(root)));
        }

        var connection = configuration["Database:Connection"] ?? new DatabaseOptions().Connection;
        var database = Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);
        results.Add(FolderCheck.Run("database folder", "Database:Connection", Path.GetDirectoryName(database) ?? "/"));
        if (configuration.GetSection("Broker").Get<BrokerOptions>() is { Url.Length: > 0 } broker)
        {
            results.Add(await BrokerCheck.RunAsync(broker, cancellationToken));
        }

        return results;
    }
}
