using System.Globalization;
using Microsoft.Data.Sqlite;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Bench.Farms;

/// <summary>Reads the coordinator's database beside it, which costs the coordinator nothing.</summary>
internal sealed class FarmDatabase(string path)
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    /// <summary>When the broker confirmed the order for a source; null before.</summary>
    /// <param name="sourcePath">Below the storage root; null is any source, the earliest order.</param>
    public async Task<DateTimeOffset?> PublishedAtAsync(string? sourcePath) => await AskAsync(
        """
        SELECT MIN(a."PublishedAt") FROM "Attempts" a JOIN "Parts" p ON p."Id" = a."PartId" JOIN "Jobs" j ON j."Id" = p."JobId"
        WHERE $path IS NULL OR j."SourcePath" = $path
        """,
        sourcePath) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public async Task<long> JobsAsync() => await AskAsync("""SELECT COUNT(*) FROM "Jobs" WHERE $path IS NULL""", null) ?? 0;

    /// <summary>Completed jobs of which nothing is left to do.</summary>
    public async Task<long> DoneAsync() => await AskAsync(
        $"""SELECT COUNT(*) FROM "Jobs" WHERE "State" = {(int)JobState.Completed} AND "Fate" = {(int)SourceFateState.Done} AND $path IS NULL""", null) ?? 0;

    /// <summary>Jobs whose settings hash is this one.</summary>
    public async Task<long> JobsWithSettingsAsync(string hash) =>
        await AskAsync("""SELECT COUNT(*) FROM "Jobs" WHERE "SettingsHash" = $path""", hash) ?? 0;

    private async Task<long?> AskAsync(string statement, string? parameter)
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.Parameters.AddWithValue("$path", (object?)parameter ?? DBNull.Value);
        var answer = await command.ExecuteScalarAsync();
        return answer is null or DBNull ? null : Convert.ToInt64(answer, CultureInfo.InvariantCulture);
    }
}
