using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Where jobs are kept.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The kind of database.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string; for SQLite "Data Source=" and a path on a local disk, whose folder is made when missing.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Connection { get; init; } = "Data Source=transcoder.db";
}

/// <summary>Kinds of databases.</summary>
public enum DatabaseProvider
{
    /// <summary>One file beside one coordinator.</summary>
    Sqlite = 0,

    /// <summary>For several coordinators; not available yet.</summary>
    PostgreSql = 1,
}

[OptionsValidator]
internal sealed partial class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>;

internal sealed class DatabaseProviderValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) => options.Provider == DatabaseProvider.Sqlite
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Database:Provider: PostgreSql is not available in this version; use Sqlite");
}

internal sealed class DatabaseConnectionValidator : IValidateOptions<DatabaseOptions>
{
    // The value may hold a password and is not repeated.
    private const string Wanted = "Database:Connection: must be \"Data Source=\" and the path of the database's file";

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        try
        {
            return new SqliteConnectionStringBuilder(options.Connection).DataSource.Length > 0
                ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(Wanted);
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail(Wanted);
        }
    }
}
