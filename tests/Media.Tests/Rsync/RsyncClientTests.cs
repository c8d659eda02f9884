using System.Globalization;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.Media.Rsync;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Rsync;

/// <summary>Against a real SSH server on loopback.</summary>
public sealed class RsyncClientTests : IClassFixture<RsyncClientTests.Server>, IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();
    private readonly SshServer _server;

    public RsyncClientTests(Server server)
    {
        _server = server.Value;
        _tree.Folder("stor age", "in", "it's");
        _tree.Folder("local");
    }

    public static TheoryData<string> OddNames => new(
        " a ",
        "it's \"quoted\".mkv",
        "line\nbreak.mkv",
        "$(touch x) `id` $HOME;&|<>.mkv",
        "--delete",
        "#comment",
        ";comment",
        "host:back\\slash *?[a]%41~!{a,b}.mkv",
        string.Concat(Enumerable.Repeat("ü漢", 50)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StorageEndpoint.SshEndpoint Storage =>
        StorageEndpoint.TryParse(_server.EndpointFor(_tree.At("stor age")), out var endpoint, out _) ? (StorageEndpoint.SshEndpoint)endpoint : null!;

    private SshAccess Access => new() { KeyPath = _server.KeyPath, KnownHostsPath = _server.KnownHostsPath };

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task Any_name_is_pulled(string name)
    {
        var source = _tree.File($"stor age/in/it's/{name}", "film"u8);
        var target = _tree.At("local", "source");

        var outcome = await new RsyncClient(_runner).PullAsync(Storage, $"in/it's/{name}", target, Access, Token);

        Assert.IsType<TransferOutcome.Done>(outcome);
        Assert.Equal(await File.ReadAllBytesAsync(source, Token), await File.ReadAllBytesAsync(target, Token));
        Assert.Equal(["local/", "local/source", "stor age/", "stor age/in/", "stor age/in/it's/", $"stor age/in/it's/{name}"], _tree.Entries());
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task Any_name_is_pushed_and_kept(string name)
    {
        var source = _tree.File($"local/{name}", "film"u8);

        var outcome = await new RsyncClient(_runner).PushAsync(source, Storage, "in/it's", Access, Token);

        Assert.IsType<TransferOutcome.Done>(outcome);
        Assert.Equal("film", await File.ReadAllTextAsync(_tree.At("stor age", "in", "it's", name), Token));
        Assert.Equal(["local/", $"local/{name}", "stor age/", "stor age/in/", "stor age/in/it's/", $"stor age/in/it's/{name}"], _tree.Entries());
    }

    [Fact]
    public async Task Doing_it_twice_replaces_what_is_there_even_when_size_and_time_are_equal()
    {
        var source = _tree.File("stor age/in/a", "new!"u8);
        var target = _tree.File("local/a", "old!"u8);
        File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(source));

        var outcome = await new RsyncClient(_runner).PullAsync(Storage, "in/a", target, Access, Token);

        Assert.IsType<TransferOutcome.Done>(outcome);
        Assert.Equal("new!", await File.ReadAllTextAsync(target, Token));
    }

    [Fact]
    public async Task A_cancelled_pull_is_resumed()
    {
        var source = _tree.File("stor age/in/a", RandomBytes(3_000_000));
        var target = _tree.At("local", "a");
        using var cancel = new CancellationTokenSource();
        var slow = new RsyncClient(_runner, new RsyncLimits { KibibytesPerSecond = 200, Grace = TimeSpan.FromSeconds(20) }, null);
        var pull = slow.PullAsync(Storage, "in/a", target, Access, cancel.Token);
        await Eventually.TrueAsync(
            () => BytesBelow(_tree.At("local")) > 500_000, TimeSpan.FromSeconds(30), () => BytesBelow(_tree.At("local")).ToString(CultureInfo.InvariantCulture));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pull);
        var kept = BytesBelow(_tree.At("local"));
        var outcome = await new RsyncClient(_runner).PullAsync(Storage, "in/a", target, Access, Token);

        Assert.True(kept > 300_000, $"{kept} bytes kept");
        var done = Assert.IsType<TransferOutcome.Done>(outcome);
        Assert.True(done.TransferredBytes < 2_700_000, $"{done.TransferredBytes} bytes sent again");
        Assert.Equal(await FileHash.Sha256Async(source, Token), await FileHash.Sha256Async(target, Token));
        Assert.Equal(["local/", "local/a", "stor age/", "stor age/in/", "stor age/in/a", "stor age/in/it's/"], _tree.Entries());
    }

    [Fact]
    public async Task A_server_that_stands_still_in_the_middle_is_a_broken_link()
    {
        var source = _tree.File("local/a", RandomBytes(3_000_000));
        var slow = new RsyncClient(_runner, new RsyncLimits { KibibytesPerSecond = 200, IdleTimeout = TimeSpan.FromSeconds(2) }, null);
        var push = slow.PushAsync(source, Storage, "in", Access, Token);
        await Eventually.TrueAsync(() => BytesBelow(_tree.At("stor age")) > 500_000, TimeSpan.FromSeconds(30));
        var sessions = ProcessTable.ChildrenOf(_server.ProcessId);
        foreach (var session in sessions)
        {
            await ProcessTable.SignalAsync(session, "STOP");
        }

        try
        {
            var outcome = await push.WaitAsync(TimeSpan.FromSeconds(60), Token);

            Assert.Equal(TransferFault.Link, Assert.IsType<TransferOutcome.Failed>(outcome).Fault);
        }
        finally
        {
            foreach (var session in sessions)
            {
                await ProcessTable.SignalAsync(session, "KILL");
            }
        }

        // So long the far rsync lives on.
        await Eventually.TrueAsync(() => File.Exists(_tree.At("stor age", "in", ".transcoder-partial", "a")), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_is_a_broken_link_and_the_push_is_resumed()
    {
        var source = _tree.File("local/a", RandomBytes(3_000_000));
        var slow = new RsyncClient(_runner, new RsyncLimits { KibibytesPerSecond = 200 }, null);
        var push = slow.PushAsync(source, Storage, "in", Access, Token);
        await Eventually.TrueAsync(() => BytesBelow(_tree.At("stor age")) > 500_000, TimeSpan.FromSeconds(30));
        foreach (var session in ProcessTable.ChildrenOf(_server.ProcessId))
        {
            ProcessGroup.Signal(session, ProcessGroup.Kill, leaderLives: true);
        }

        var first = await push;
        // The far rsync notices the dead session on its own, and puts aside what it has.
        await Eventually.TrueAsync(() => File.Exists(_tree.At("stor age", "in", ".transcoder-partial", "a")), TimeSpan.FromSeconds(30), () => string.Join('\n', _tree.Entries()));
        var second = await new RsyncClient(_runner).PushAsync(source, Storage, "in", Access, Token);

        Assert.Equal(TransferFault.Link, Assert.IsType<TransferOutcome.Failed>(first).Fault);
        Assert.True(Assert.IsType<TransferOutcome.Done>(second).TransferredBytes < 2_700_000);
        Assert.Equal(await FileHash.Sha256Async(source, Token), await FileHash.Sha256Async(_tree.At("stor age", "in", "a"), Token));
        Assert.Equal(["local/", "local/a", "stor age/", "stor age/in/", "stor age/in/a", "stor age/in/it's/"], _tree.Entries());
    }

    [Theory]
    [InlineData("in/absent")]
    [InlineData("absent/a")]
    [InlineData("in/it's")]
    [InlineData("in/link")]
    public async Task What_is_no_file_is_missing_and_nothing_comes(string name)
    {
        File.CreateSymbolicLink(_tree.At("stor age", "in", "link"), "/etc/passwd");

        var outcome = await new RsyncClient(_runner).PullAsync(Storage, name, _tree.At("local", "a"), Access, Token);

        Assert.Equal(TransferFault.Missing, Assert.IsType<TransferOutcome.Failed>(outcome).Fault);
        Assert.False(File.Exists(_tree.At("local", "a")));
    }

    [Fact]
    public async Task A_missing_root_is_missing_and_is_not_made()
    {
        var source = _tree.File("local/a", "film"u8);
        var absent = new StorageEndpoint.SshEndpoint(_server.User, "127.0.0.1", _server.Port, _tree.At("absent"));
        var client = new RsyncClient(_runner);

        var pull = await client.PullAsync(absent, "a", _tree.At("local", "b"), Access, Token);
        var push = await client.PushAsync(source, absent, "work", Access, Token);
        var pushDeeper = await client.PushAsync(source, Storage, "absent", Access, Token);

        Assert.All(
            [pull, push, pushDeeper], outcome => Assert.Equal(TransferFault.Missing, Assert.IsType<TransferOutcome.Failed>(outcome).Fault));
        Assert.False(Directory.Exists(_tree.At("absent")));
        Assert.False(Directory.Exists(_tree.At("stor age", "absent")));
    }

    [Fact]
    public async Task A_missing_local_file_or_folder_is_missing()
    {
        var client = new RsyncClient(_runner);

        var push = await client.PushAsync(_tree.At("local", "absent"), Storage, "in", Access, Token);
        var pull = await client.PullAsync(Storage, "in/a", _tree.At("absent", "a"), Access, Token);

        Assert.All([push, pull], outcome => Assert.Equal(TransferFault.Missing, Assert.IsType<TransferOutcome.Failed>(outcome).Fault));
    }

    [Fact]
    public async Task A_strange_key_and_a_strange_host_are_denied()
    {
        _tree.File("stor age/in/a", "film"u8);
        var client = new RsyncClient(_runner);
        var strangeHosts = _tree.File("known hosts", "[127.0.0.1]:1 ssh-ed25519 AAAA\n"u8);

        var key = await client.PullAsync(Storage, "in/a", _tree.At("local", "a"), Access with { KeyPath = _server.StrangeKeyPath }, Token);
        var host = await client.PullAsync(Storage, "in/a", _tree.At("local", "a"), Access with { KnownHostsPath = strangeHosts }, Token);

        Assert.All([key, host], outcome => Assert.Equal(TransferFault.Denied, Assert.IsType<TransferOutcome.Failed>(outcome).Fault));
    }

    [Fact]
    public async Task A_closed_port_is_a_broken_link()
    {
        var closed = new StorageEndpoint.SshEndpoint(_server.User, "127.0.0.1", 1, _tree.Root);

        var outcome = await new RsyncClient(_runner).PullAsync(closed, "in/a", _tree.At("local", "a"), new SshAccess(), Token);

        Assert.Equal(TransferFault.Link, Assert.IsType<TransferOutcome.Failed>(outcome).Fault);
    }

    [Fact]
    public async Task Key_and_host_files_may_have_any_name()
    {
        _tree.File("stor age/in/a", "film"u8);
        var keys = _tree.Folder("it's %h a \"key\"");
        var access = new SshAccess { KeyPath = Path.Combine(keys, "k e'y"), KnownHostsPath = Path.Combine(keys, "known \"ho\\sts\"") };
        File.Copy(_server.KeyPath, access.KeyPath);
        File.Copy(_server.KnownHostsPath, access.KnownHostsPath);

        var outcome = await new RsyncClient(_runner).PullAsync(Storage, "in/a", _tree.At("local", "a"), access, Token);

        Assert.IsType<TransferOutcome.Done>(outcome);
    }

    [Fact]
    public async Task A_key_that_is_bound_to_rrsync_serves_for_both_ways()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/rrsync"), "rrsync is not installed.");
        await using var server = await SshServer.StartAsync($"/usr/bin/rrsync '{_tree.At("stor age")}'");
        var storage = new StorageEndpoint.SshEndpoint(server.User, "127.0.0.1", server.Port, "/");
        var access = new SshAccess { KeyPath = server.KeyPath, KnownHostsPath = server.KnownHostsPath };
        _tree.File("stor age/in/line\nbreak $(x)", "film"u8);
        var client = new RsyncClient(_runner);

        var pull = await client.PullAsync(storage, "in/line\nbreak $(x)", _tree.At("local", "b"), access, Token);
        var push = await client.PushAsync(_tree.At("local", "b"), storage, "in/it's", access, Token);

        Assert.All([pull, push], outcome => Assert.Equal("Done", outcome is TransferOutcome.Failed failed ? string.Join('\n', failed.ErrorTail) : "Done"));
        Assert.Equal("film", await File.ReadAllTextAsync(_tree.At("stor age", "in", "it's", "b"), Token));
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task Paths_out_of_the_root_are_refused(string path)
    {
        var client = new RsyncClient(_runner);

        await Assert.ThrowsAsync<ArgumentException>(() => client.PullAsync(Storage, path, _tree.At("local", "a"), Access, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.PushAsync(_tree.At("local", "a"), Storage, path, Access, Token));
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static long BytesBelow(string folder)
    {
        try
        {
            return new DirectoryInfo(folder)
                .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Sum(file => file.Length);
        }
        catch (FileNotFoundException)
        {
            // Renamed between the listing and the look.
            return 0;
        }
    }

    /// <summary>One server for all tests of the class, which run one after the other.</summary>
    public sealed class Server : IAsyncLifetime
    {
        public SshServer Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await SshServer.StartAsync();

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
