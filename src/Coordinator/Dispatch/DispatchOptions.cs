using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>How orders are watched.</summary>
public sealed class DispatchOptions
{
    /// <summary>An execution that is silent for this long, while the coordinator was listening, counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// An encoder process that is silent for this long, while the coordinator was listening, and whose order another one has, is taken for dead.
    /// Behind a link that is cut for a minute, or after a restart of the broker, it may be well and come back.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan VanishAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A job fails when so many encoder processes have ended without a word while they worked on it.</summary>
    [Range(1, 20)]
    public int PoisonAfter { get; init; } = 3;

    /// <summary>An encoder gets no orders when the results of so many different jobs in a row were refused.</summary>
    [Range(1, 100)]
    public int UnwellAfter { get; init; } = 3;

    /// <summary>How long such an encoder gets no orders after the last refusal.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan EncoderRest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>An order that was published, not started, and is in no queue for two checks this far apart counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LostOrderCheck { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A film in chunks begins anew when no encoder has had the tools of its chunks for this long, while others were there.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan ToolsGoneAfter { get; init; } = TimeSpan.FromMinutes(5);
}

[OptionsValidator]
internal sealed partial class DispatchOptionsValidator : IValidateOptions<DispatchOptions>;
