using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>compose.yaml under a project name of its own; disposal removes containers, volumes, networks and the images it built.</summary>
internal sealed class ComposeProject(string media) : IAsyncDisposable
{
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(30);

    private readonly string _name = $"transcoder-test-{Guid.NewGuid():n}";
    private readonly int _port = FreePort.Take();

    /// <summary>Builds the images and starts everything; returns when the services that others need are healthy and all are started.</summary>
    public async Task UpAsync(int encoders, CancellationToken cancellationToken)
    {
        await RunAsync(["build"], cancellationToken);
        await RunAsync(["up", "--detach", "--scale", string.Create(CultureInfo.InvariantCulture, $"encoder={encoders}")], cancellationToken);
    }

    /// <summary>The last lines of every service.</summary>
    public async Task<string> LogsAsync(CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(LogLimit);
        return await RunAsync(["logs", "--no-color", "--tail", "40"], timer.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(["down", "--volumes", "--remove-orphans", "--rmi", "local", "--timeout", "20"], CancellationToken.None);
    }

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var user = await OwnerAsync(cancellationToken);
        var result = await CliWrap.Cli.Wrap("docker")
            .WithArguments(["compose", "--project-name", _name, "--project-directory", RepositoryFolder.Root, .. arguments])
            .WithEnvironmentVariables(variables => variables
                .Set("TRANSCODER_MEDIA_ROOT", media)
                .Set("TRANSCODER_PORT", _port.ToString(CultureInfo.InvariantCulture))
                .Set("TRANSCODER_UID", user)
                .Set("TRANSCODER_GID", user))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException($"docker compose {string.Join(' ', arguments)}: {result.StandardError}{result.StandardOutput}");
    }

    // The tests must be able to put films in and remove what came out; root can do that anyway, and services do not run as root.
    private static async Task<string?> OwnerAsync(CancellationToken cancellationToken)
    {
        var id = (await CliWrap.Cli.Wrap("id").WithArguments(["-u"]).ExecuteBufferedAsync(cancellationToken)).StandardOutput.Trim();
        return id == "0" ? null : id;
    }
}
