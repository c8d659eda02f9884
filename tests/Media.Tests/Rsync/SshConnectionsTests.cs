using Transcoder.Media.Processes;
using Transcoder.Media.Rsync;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Rsync;

public sealed class SshConnectionsTests : IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Longer than the name of a socket may be.
    private string Folder => _tree.At(new string('l', 100));

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task Later_transfers_need_no_login()
    {
        await using var server = await SshServer.StartAsync();
        var client = Client();
        Assert.IsType<TransferOutcome.Done>(await PullAsync(client, server));
        await ConnectedAsync("ssh-0");
        await ProcessTable.SignalAsync(server.ProcessId, "KILL");
        await ProcessTable.DeadAsync(server.ProcessId);

        Assert.IsType<TransferOutcome.Done>(await PullAsync(client, server));
        Assert.IsType<TransferOutcome.Failed>(await PullAsync(new RsyncClient(_runner), server));
    }

    [Fact]
    public async Task A_transfer_whose_connection_is_gone_logs_in_and_keeps_the_new_one()
    {
        await using var server = await SshServer.StartAsync();
        var client = Client();
        await PullAsync(client, server);
        await ConnectedAsync("ssh-0");
        var connection = Assert.Single(ProcessTable.Mentioning(server.KnownHostsPath), id => ProcessTable.CommandLine(id).Contains("ControlMaster=yes"));
        await ProcessTable.SignalAsync(connection, "KILL");

        Assert.IsType<TransferOutcome.Done>(await PullAsync(client, server));
        await ConnectedAsync("ssh-1");
    }

    [Fact]
    public async Task A_host_that_lets_nobody_in_is_not_asked_twice()
    {
        await using var server = await SshServer.StartAsync();
        var client = Client(out var connections);

        Assert.IsType<TransferOutcome.Failed>(await PullAsync(client, server, server.StrangeKeyPath));
        Assert.Null(connections.Find(Storage(server), Access(server, server.StrangeKeyPath)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    private RsyncClient Client() => Client(out _);

    private RsyncClient Client(out SshConnections connections)
    {
        Directory.CreateDirectory(Folder);
        _tree.Folder("local");
        _tree.File("storage/film", "film"u8);
        connections = new SshConnections(_runner, Folder);
        return new RsyncClient(_runner, null, connections);
    }

    private Task<TransferOutcome> PullAsync(RsyncClient client, SshServer server, string? key = null) => client.PullAsync(
        Storage(server), "film", _tree.At("local", "film"), Access(server, key ?? server.KeyPath), Token);

    private StorageEndpoint.SshEndpoint Storage(SshServer server) => new(server.User, "127.0.0.1", server.Port, _tree.At("storage"));

    private static SshAccess Access(SshServer server, string key) => new() { KeyPath = key, KnownHostsPath = server.KnownHostsPath };

    private Task ConnectedAsync(string socket) => Eventually.TrueAsync(() => File.Exists(Path.Combine(Folder, socket)), TimeSpan.FromSeconds(20));
}
