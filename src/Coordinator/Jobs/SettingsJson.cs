using System.Security.Cryptography;
using System.Text.Json;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Encode settings as the database keeps them, and the hash that orders and results carry.</summary>
public static class SettingsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static (string Json, string Hash) Write(EncodeSettings settings)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(settings, Options);
        return (System.Text.Encoding.UTF8.GetString(json), Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    public static EncodeSettings Read(string json) =>
        JsonSerializer.Deserialize<EncodeSettings>(json, Options) ?? throw new JsonException("Settings are null");
}
