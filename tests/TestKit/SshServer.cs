using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Transcoder.Media.Processes;

namespace Transcoder.TestKit;

/// <summary>A private SSH server with keys of its own, for rsync. It dies with the test process, whatever happens to that.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private const int Tries = 5;

    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();
    private readonly CancellationTokenSource _stop = new();
    private Task<ToolResult>? _server;

    private readonly IPAddress _address;

    private SshServer(IPAddress address) => _address = address;

    /// <summary>At its address.</summary>
    public int Port { get; private set; }

    /// <summary>Who logs in: the user that runs the tests.</summary>
    public string User { get; } = Environment.UserName;

    /// <summary>Private key that is let in.</summary>
    public string KeyPath => _tree.At("client");

    /// <summary>Private key that is not let in.</summary>
    public string StrangeKeyPath => _tree.At("stranger");

    /// <summary>Pins the server's key.</summary>
    public string KnownHostsPath => _tree.At("known_hosts");

    /// <summary>The server's process, for tests that kill it.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="command">When given, a login runs this instead of what it asked for, as with rrsync.</param>
    /// <param name="address">Of this machine; null is loopback.</param>
    public static async Task<SshServer> StartAsync(string? command = null, IPAddress? address = null)
    {
        var server = new SshServer(address ?? IPAddress.Loopback);
        foreach (var name in (string[])["host", "client", "stranger"])
        {
            await server.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", server._tree.At(name));
        }

        var key = await File.ReadAllTextAsync(server._tree.At("client.pub"));
        await File.WriteAllTextAsync(server._tree.At("authorized_keys"), command is null ? key : $"restrict,command=\"{command}\" {key}");
        if (Environment.UserName == "root")
        {
            // sshd's own start script makes it; without one nobody has.
            Directory.CreateDirectory("/run/sshd");
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await server.TryListenAsync())
            {
                return server;
            }

            if (attempt == Tries)
            {
                var result = await server._server!;
                throw new InvalidOperationException($"sshd ended with {result.ExitCode}: {string.Join(" / ", result.ErrorTail)}");
            }
        }
    }

    /// <summary>"ssh://user@address:port/root".</summary>
    public string EndpointFor(string root) => string.Create(CultureInfo.InvariantCulture, $"ssh://{User}@{_address}:{Port}{root}");

    /// <summary>Ends the server; sessions end with their clients.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _runner.DisposeAsync();
        _tree.Dispose();
        _stop.Dispose();
    }

    // Between the look for a free port and sshd's bind somebody else may take it; then the next one is tried.
    private async Task<bool> TryListenAsync()
    {
        Port = FreePort();
        var hostKey = (await File.ReadAllTextAsync(_tree.At("host.pub"))).Trim();
        await File.WriteAllTextAsync(KnownHostsPath, string.Create(CultureInfo.InvariantCulture, $"[{_address}]:{Port} {hostKey}\n"));
        await File.WriteAllTextAsync(_tree.At("config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {Port}
            ListenAddress {_address}
            HostKey {_tree.At("host")}
            PidFile none
            AuthorizedKeysFile {_tree.At("authorized_keys")}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            MaxStartups 100
            LogLevel ERROR
            # A bash that ssh starts reads the user's start files, unless it looks like one within another.
            SetEnv SHLVL=2

            """));
        _server = _runner.RunAsync(
            new ToolRequest
            {
                Program = "/usr/sbin/sshd",
                Arguments = ["-D", "-e", "-f", _tree.At("config")],
                Started = id => ProcessId = id,
            },
            _stop.Token);
        await Eventually.TrueAsync(async () => _server.IsCompleted || await AnswersAsync(), TimeSpan.FromSeconds(20), () => Task.FromResult("sshd is silent"));
        return !_server.IsCompleted;
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(_address, Port);
            return await client.GetStream().ReadAsync(new byte[4]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var result = await _runner.RunAsync(new ToolRequest { Program = program, Arguments = arguments }, _stop.Token);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{program} ended with {result.ExitCode}: {string.Join(" / ", result.ErrorTail)}");
        }
    }

    private int FreePort()
    {
        using var listener = new TcpListener(_address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
