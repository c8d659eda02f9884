using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transcoder.Coordinator.Completion;

/// <summary>What is kept beside the results about each of them, so that a lost database can be made again.</summary>
internal sealed record CommitRecord
{
    public required Guid JobId { get; init; }

    public required string SourcePath { get; init; }

    public required string SourceIdentity { get; init; }

    public required long SourceBytes { get; init; }

    public required string? SourceSha256 { get; init; }

    public required string Profile { get; init; }

    public required string? SettingsHash { get; init; }

    public required string OutputPath { get; init; }

    public required long? OutputBytes { get; init; }

    public required string? OutputSha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CommitJson.Default.CommitRecord);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(CommitRecord))]
internal sealed partial class CommitJson : JsonSerializerContext;
