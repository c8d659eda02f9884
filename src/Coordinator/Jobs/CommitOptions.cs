using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Jobs;

/// <summary>How proven results are published and what follows.</summary>
public sealed class CommitOptions
{
    /// <summary>What becomes of a source after its last job.</summary>
    [EnumDataType(typeof(SourceFate))]
    public SourceFate SourceFate { get; init; } = SourceFate.Archive;

    /// <summary>What becomes of a proven result that is not smaller than its source.</summary>
    [EnumDataType(typeof(LargerResult))]
    public LargerResult IfLarger { get; init; } = LargerResult.Discard;

    /// <summary>Files in <c>work/</c> that belong to no open job are deleted when they are this old.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "30.00:00:00")]
    public TimeSpan SweepAge { get; init; } = TimeSpan.FromHours(1);
}

[OptionsValidator]
internal sealed partial class CommitOptionsValidator : IValidateOptions<CommitOptions>;
