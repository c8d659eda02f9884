using Microsoft.Extensions.Options;
using Transcoder.Media.Processes;

namespace Transcoder.Coordinator.Health;

/// <summary>Says at start whether ffmpeg and ffprobe run in a sandbox, and refuses to start where they must and cannot.</summary>
internal sealed class SandboxStart(ToolRunner tools, IOptions<SandboxOptions> options, ILogger<SandboxStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await tools.FindSandboxAsync();
            if (options.Value.Mode is SandboxMode.Require && found.Level is not SandboxLevel.Full)
            {
                throw new OptionsValidationException("Sandbox", typeof(SandboxOptions), [$"Sandbox:Mode is Require, but {found.Detail}"]);
            }

            logger.Sandboxed(found.Detail);
        }
        catch (ToolMissingException)
        {
            // Without ffmpeg jobs wait, and say so.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
