using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transcoder.Coordinator.Health;

/// <summary>Bodies of the health endpoints.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary>Everything that was checked.</summary>
/// <param name="Status">"Healthy", "Degraded" or "Unhealthy".</param>
/// <param name="Checks">By name.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthAnswerCheck> Checks);

/// <summary>One check.</summary>
internal sealed record HealthAnswerCheck(string Status, string? Description);
