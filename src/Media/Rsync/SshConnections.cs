using System.Globalization;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Rsync;

/// <summary>
/// Keeps a connection to each storage host, so that not every transfer must log in, which costs a third of a second of CPU. Nothing depends on it: a
/// transfer that finds no connection makes its own. May be used concurrently. See ControlMaster and ControlPath in ssh_config(5), OpenSSH 9.2.
/// </summary>
/// <param name="runner">Starts ssh; its disposal ends all connections.</param>
/// <param name="folder">Exists and belongs to this process alone; takes the connections' sockets.</param>
public sealed class SshConnections(ToolRunner runner, string folder)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Host, Connection> _connections = [];
    private int _made;

    /// <summary>Where the names that <see cref="Find"/> gives are valid: the name of a socket may not be long, but that of its folder may.</summary>
    public string Folder => folder;

    /// <summary>The name of a living connection's socket; null when there is none.</summary>
    internal string? Find(StorageEndpoint.SshEndpoint endpoint, SshAccess access)
    {
        lock (_lock)
        {
            return _connections.TryGetValue(Host.Of(endpoint, access), out var connection) && !connection.Run.IsCompleted ? connection.Socket : null;
        }
    }

    /// <summary>Begins to make a connection unless there is one; to be called when the host has let a transfer in.</summary>
    internal void Keep(StorageEndpoint.SshEndpoint endpoint, SshAccess access)
    {
        lock (_lock)
        {
            if (Find(endpoint, access) is null)
            {
                var socket = string.Create(CultureInfo.InvariantCulture, $"ssh-{_made++}");
                var stop = new CancellationTokenSource();
                _connections[Host.Of(endpoint, access)] = new Connection(socket, stop, RunAsync(endpoint, access, socket, stop.Token));
            }
        }
    }

    /// <summary>Ends a connection that may be broken; the next transfer makes its own.</summary>
    internal void Drop(StorageEndpoint.SshEndpoint endpoint, SshAccess access)
    {
        lock (_lock)
        {
            if (_connections.Remove(Host.Of(endpoint, access), out var connection))
            {
                connection.Stop.Cancel();
            }
        }
    }

    private async Task RunAsync(StorageEndpoint.SshEndpoint endpoint, SshAccess access, string socket, CancellationToken cancellationToken)
    {
        var request = new ToolRequest
        {
            Program = "ssh",
            Arguments =
            [
                .. SshCommand.Arguments(endpoint.Port, access), "-o", "ControlMaster=yes", "-o", $"ControlPath={socket}", "-N",
                "-l", endpoint.User, "--", endpoint.Host,
            ],
            WorkingDirectory = folder,
        };
        await ((Task)runner.RunAsync(request, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed record Host(string User, string Name, int Port, SshAccess Access)
    {
        public static Host Of(StorageEndpoint.SshEndpoint endpoint, SshAccess access) => new(endpoint.User, endpoint.Host, endpoint.Port, access);
    }

    private sealed record Connection(string Socket, CancellationTokenSource Stop, Task Run);
}
