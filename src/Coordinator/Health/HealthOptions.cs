using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Health;

/// <summary>How the coordinator watches itself.</summary>
public sealed class HealthOptions
{
    /// <summary>How often the numbers behind <c>/metrics</c> that need the database are counted again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(10);
}

[OptionsValidator]
internal sealed partial class HealthOptionsValidator : IValidateOptions<HealthOptions>;
