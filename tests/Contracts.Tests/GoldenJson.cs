using System.Text.Encodings.Web;
using System.Text.Json;
using Transcoder.TestKit;

namespace Transcoder.Contracts.Tests;

/// <summary>What stands on the wire, as files; a changed file is a changed contract.</summary>
internal static class GoldenJson
{
    /// <summary>As the bus writes messages: camelCase names, enums as integers.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Read(string name) =>
        File.ReadAllText(RepositoryFolder.Path("tests", "Contracts.Tests", "Golden", $"{name}.json")).TrimEnd();
}
