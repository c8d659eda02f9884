using System.Reflection;
using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder;

/// <summary>Who this encoder process is.</summary>
internal sealed class EncoderIdentity(IOptions<EncoderOptions> options)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public string Name { get; } = options.Value.Name;

    public string? Version { get; } =
        typeof(EncoderIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>Read by the preflight, before the first order; null until then.</summary>
    public Toolchain? Toolchain { get; set; }

    /// <summary>Found by the preflight, likewise.</summary>
    public SandboxLevel? Sandbox { get; set; }
}
