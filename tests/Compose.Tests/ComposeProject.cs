using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Compose.Tests;

/// <summary>compose.yaml under a project name of its own; disposal removes containers, volumes, networks and the images it built.</summary>
internal sealed class ComposeProject(string media, string overrides) : IAsyncDisposable
{
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(30);

    private readonly string _name = $"transcoder-test-{Guid.NewGuid():n}";
    private readonly string _port = FreePort.Take().ToString(CultureInfo.InvariantCulture);

    /// <summary>The coordinator's API.</summary>
    public Uri Api => new($"http://127.0.0.1:{_port}/api/");

    /// <summary>Builds the images, starts everything, and waits until every container is healthy.</summary>
    public Task UpAsync(int encoders, CancellationToken cancellationToken) => RunAsync(
        ["up", "--build", "--detach", "--wait", "--scale", string.Create(CultureInfo.InvariantCulture, $"encoder={encoders}")], cancellationToken);

    /// <summary>The last lines of every service.</summary>
    public async Task<string> LogsAsync(CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(LogLimit);
        return await RunAsync(["logs", "--no-color", "--tail", "40"], timer.Token);
    }

    /// <summary>Kills one of this project's containers.</summary>
    /// <param name="container">The start of its id, which is its host's name too.</param>
    public static Task KillAsync(string container, CancellationToken cancellationToken) =>
        CliWrap.Cli.Wrap("docker").WithArguments(["kill", container]).ExecuteBufferedAsync(cancellationToken);

    /// <summary>Starts one that was killed; the engine leaves it alone.</summary>
    /// <param name="container">As for <see cref="KillAsync"/>.</param>
    public static Task StartAsync(string container, CancellationToken cancellationToken) =>
        CliWrap.Cli.Wrap("docker").WithArguments(["start", container]).ExecuteBufferedAsync(cancellationToken);

    public async ValueTask DisposeAsync() =>
        await RunAsync(["down", "--volumes", "--remove-orphans", "--rmi", "local", "--timeout", "20"], CancellationToken.None);

    /// <summary>Runs a shell script in the first container of a service.</summary>
    public Task<BufferedCommandResult> InAsync(
        string service, string script, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ComposeAsync(["exec", "-T", service, "sh", "-c", script, "sh", .. arguments], cancellationToken);

    /// <summary>Runs a shell script where the secrets are made, with those of all services at hand.</summary>
    public Task<string> InSetupAsync(string script, CancellationToken cancellationToken) =>
        RunAsync(["run", "--rm", "--no-deps", "-T", "--entrypoint", "sh", "setup", "-c", script], cancellationToken);

    /// <summary>Makes all secrets anew and lets every service read them.</summary>
    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        await RunAsync(["run", "--rm", "--no-deps", "-T", "setup", "rotate"], cancellationToken);
        await RunAsync(["restart", "storage", "broker"], cancellationToken);
        await RunAsync(["restart", "coordinator", "encoder"], cancellationToken);
    }

    /// <summary>An address of the service's container.</summary>
    public async Task<string> AddressAsync(string service, CancellationToken cancellationToken)
    {
        var container = (await RunAsync(["ps", "--quiet", service], cancellationToken)).Trim();
        return (await DockerAsync(
            ["inspect", "--format", "{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}", container], cancellationToken)).Split('\n')[0];
    }

    /// <summary>What the engine tells of one of this project's networks, as a format asks for it.</summary>
    public async Task<string> NetworkAsync(string network, string format, CancellationToken cancellationToken) =>
        (await DockerAsync(["network", "inspect", "--format", format, $"{_name}_{network}"], cancellationToken)).Trim();

    /// <summary>All that the engine tells of the containers, and all that they have written.</summary>
    public async Task<string> EverythingToldAsync(CancellationToken cancellationToken)
    {
        var containers = (await RunAsync(["ps", "--all", "--quiet"], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return await DockerAsync(["inspect", .. containers], cancellationToken) + await RunAsync(["logs", "--no-color"], cancellationToken);
    }

    /// <summary>What all containers of a service have written so far.</summary>
    public async Task<string> LogAsync(string service, CancellationToken cancellationToken)
    {
        // Compose itself puts marks for a terminal between the lines.
        var containers = (await RunAsync(["ps", "--quiet", service], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var logs = await Task.WhenAll(containers.Select(async container =>
            (await CliWrap.Cli.Wrap("docker").WithArguments(["logs", container]).ExecuteBufferedAsync(cancellationToken)).StandardOutput));
        return string.Concat(logs);
    }

    private static async Task<string> DockerAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await CliWrap.Cli.Wrap("docker").WithArguments(arguments).ExecuteBufferedAsync(cancellationToken)).StandardOutput;

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await ComposeAsync(arguments, cancellationToken);
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException($"docker compose {string.Join(' ', arguments)}: {result.StandardError}{result.StandardOutput}");
    }

    private async Task<BufferedCommandResult> ComposeAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (user, group) = (await OwnerAsync("-u", cancellationToken), await OwnerAsync("-g", cancellationToken));
        return await CliWrap.Cli.Wrap("docker")
            .WithArguments(
                ["compose", "--project-name", _name, "--project-directory", RepositoryFolder.Root,
                    "--file", Path.Combine(RepositoryFolder.Root, "compose.yaml"), "--file", overrides, .. arguments])
            .WithEnvironmentVariables(variables => variables
                .Set("TRANSCODER_MEDIA_ROOT", media)
                .Set("TRANSCODER_PORT", _port)
                .Set("TRANSCODER_UID", user)
                .Set("TRANSCODER_GID", group))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
    }

    // The tests must be able to put films in and remove what came out; root can do that anyway, and services do not run as root.
    private static async Task<string?> OwnerAsync(string which, CancellationToken cancellationToken)
    {
        var id = (await CliWrap.Cli.Wrap("id").WithArguments([which]).ExecuteBufferedAsync(cancellationToken)).StandardOutput.Trim();
        return id == "0" ? null : id;
    }
}
