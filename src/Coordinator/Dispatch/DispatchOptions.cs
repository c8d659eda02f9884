using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>How orders are watched.</summary>
public sealed class DispatchOptions
{
    /// <summary>An execution that is silent for this long, while the coordinator was listening, counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>A job fails when so many encoder processes have ended without a word while they worked on it.</summary>
    [Range(1, 20)]
    public int PoisonAfter { get; init; } = 3;

    /// <summary>An order that was published, not started, and is in no queue for two checks this far apart counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LostOrderCheck { get; init; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class DispatchOptionsValidator : IValidateOptions<DispatchOptions>;
