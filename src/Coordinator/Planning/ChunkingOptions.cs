using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Planning;

/// <summary>Whether long films are shared out over several encoders, and in what stretches.</summary>
public sealed class ChunkingOptions
{
    /// <summary>When films are encoded in chunks.</summary>
    [EnumDataType(typeof(ChunkingMode))]
    public ChunkingMode Mode { get; init; } = ChunkingMode.Auto;

    /// <summary>Wanted length of a chunk; the film's keyframes decide.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TargetLength { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>No chunk is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan MinimumLength { get; init; } = TimeSpan.FromSeconds(10);
}

[OptionsValidator]
internal sealed partial class ChunkingOptionsValidator : IValidateOptions<ChunkingOptions>;

/// <summary>A minimum above the wanted length could not be kept.</summary>
internal sealed class ChunkLengthValidator : IValidateOptions<ChunkingOptions>
{
    public ValidateOptionsResult Validate(string? name, ChunkingOptions options) => options.MinimumLength <= options.TargetLength
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Chunking:MinimumLength: {options.MinimumLength} is longer than Chunking:TargetLength, {options.TargetLength}");
}
