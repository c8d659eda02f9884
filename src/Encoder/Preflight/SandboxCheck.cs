using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Preflight;

/// <summary>Whether ffmpeg and ffprobe run in a sandbox; what is found becomes part of this encoder's identity.</summary>
internal sealed class SandboxCheck(ToolRunner tools, EncoderIdentity identity, IOptions<SandboxOptions> options) : IPreflightCheck
{
    private const string Name = "sandbox";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await tools.FindSandboxAsync();
            identity.Sandbox = found.Level;
            return options.Value.Mode is SandboxMode.Require && found.Level is not SandboxLevel.Full
                ? [new CheckResult(Name, false, found.Detail, "Install bubblewrap and allow name spaces of users (docs/operations.md), or set Sandbox:Mode to Auto")]
                : [new CheckResult(Name, true, found.Detail)];
        }
        catch (ToolMissingException)
        {
            // Another check says that there is no ffmpeg.
            return [];
        }
    }
}
