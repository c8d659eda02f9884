using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Settings;

/// <summary>What an encoder takes from section "Sandbox".</summary>
public sealed class SandboxOptions
{
    /// <summary>Whether ffmpeg and ffprobe run in a sandbox.</summary>
    [EnumDataType(typeof(SandboxMode), ErrorMessage = "must be Auto, Require or Off")]
    public SandboxMode Mode { get; init; }
}

[OptionsValidator]
internal sealed partial class SandboxOptionsValidator : IValidateOptions<SandboxOptions>;
