using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Transcoder.Media.Processes;

namespace Transcoder.Coordinator.Health;

/// <summary>How the coordinator's tools read strange files.</summary>
public sealed class SandboxOptions
{
    /// <summary>Whether ffmpeg and ffprobe run in a sandbox.</summary>
    [EnumDataType(typeof(SandboxMode))]
    public SandboxMode Mode { get; init; }
}

[OptionsValidator]
internal sealed partial class SandboxOptionsValidator : IValidateOptions<SandboxOptions>;
