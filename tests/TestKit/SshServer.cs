namespace Transcoder.TestKit;

/// <summary>A private SSH server on loopback with keys of its own, for rsync.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private SshServer()
    {
    }

    /// <summary>Loopback port.</summary>
    public int Port { get; private init; }

    /// <summary>Who logs in: the user that runs the tests.</summary>
    public string User { get; } = Environment.UserName;

    /// <summary>Private key that is let in.</summary>
    public string KeyPath { get; private init; } = "";

    /// <summary>Pins the server's key.</summary>
    public string KnownHostsPath { get; private init; } = "";

    /// <summary>Starts it and waits until it answers.</summary>
    public static Task<SshServer> StartAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>"ssh://user@127.0.0.1:port/root".</summary>
    public string EndpointFor(string root) => $"ssh://{User}@127.0.0.1:{Port}{root}";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
