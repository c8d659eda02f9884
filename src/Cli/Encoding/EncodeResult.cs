using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transcoder.Cli.Encoding;

/// <summary>How one input ended, for people and as JSON; what is not known is null.</summary>
/// <param name="Input">As it was typed.</param>
/// <param name="Output">Absolute path, of the input itself where that is the result; null while there is none.</param>
/// <param name="State">"completed", "notSmaller" or "skipped" (the input itself is the result), "failed", "planned" by a dry run, or where the job stood when it was interrupted.</param>
/// <param name="Profile">Name.</param>
/// <param name="SourceBytes">Size of the input.</param>
/// <param name="OutputBytes">Size of the output; of a dry run the estimate.</param>
/// <param name="Frames">In the output.</param>
/// <param name="DurationSeconds">Of the film.</param>
/// <param name="ElapsedSeconds">From the start of the work to its end.</param>
/// <param name="Reason">Why there is no output.</param>
internal sealed record EncodeResult(
    string Input, string? Output, string State, string? Profile, long? SourceBytes, long? OutputBytes,
    long? Frames, double? DurationSeconds, double? ElapsedSeconds, string? Reason)
{
    /// <summary>What is converted or left out, or damaged in the source, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Planned = "planned";
    public const string Skipped = "skipped";

    /// <summary>One line.</summary>
    public static string Json(IReadOnlyList<EncodeResult> results) => JsonSerializer.Serialize(results, EncodeJson.Default.IReadOnlyListEncodeResult);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<EncodeResult>))]
internal sealed partial class EncodeJson : JsonSerializerContext;
