namespace Transcoder.Compose.Tests;

/// <summary>What somebody can do to the storage who has an encoder's key.</summary>
public sealed class StorageAccessTests(ComposeFarm farm)
{
    private const string Job = "0123456789abcdef0123456789abcdef";
    private const int Refused = 126;

    // "ssh" as the encoder calls it; the rest is the client's to choose.
    private const string Ssh =
        "ssh -T -o BatchMode=yes -o IdentitiesOnly=yes -o IdentityFile=/run/transcoder/encoder/id_ed25519 "
        + "-o UserKnownHostsFile=/run/transcoder/encoder/known_hosts";

    private const string Options =
        "--ignore-times --partial-dir=.transcoder-partial --timeout=30 --from0 --files-from=- --no-relative --out-format=%b";

    private const string Pull =
        $"cd \"$(mktemp -d)\" && printf '%s\\0' \"$1\" | rsync {Options} -e '{Ssh}' -- transcoder@storage:/media/ . >/dev/null ; cat ./*";

    private const string Push =
        $"cd \"$(mktemp -d)\" && echo mine >\"$1\" && printf '%s\\0' \"$1\" | rsync {Options} -e '{Ssh}' -- ./ \"transcoder@storage:$2/./\"";

    private static readonly EnumerationOptions EveryFile = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    [Theory]
    [InlineData("incoming/secret")]
    [InlineData("work/secret")]
    public async Task The_key_reads_sources_and_work(string path)
    {
        await StartAsync();

        Assert.Equal("secret\n", (await farm.InAsync("encoder", Pull, path)).StandardOutput);
    }

    [Fact]
    public async Task The_key_writes_into_the_folder_of_a_job()
    {
        await StartAsync();

        var pushed = await farm.InAsync("encoder", Push, "result", $"/media/work/{Job}");

        Assert.True(pushed.IsSuccess, pushed.StandardError);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(farm.At("work", Job, "result"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("completed/secret")]
    [InlineData("archive/secret")]
    [InlineData("../etc/passwd")]
    [InlineData("incoming/../../etc/passwd")]
    [InlineData("incoming/.links/to-etc/passwd")]
    [InlineData("incoming/.links/to-completed/secret")]
    [InlineData("incoming/.links/to-secret")]
    public async Task The_key_reads_nothing_else(string path)
    {
        await StartAsync();

        var pulled = await farm.InAsync("encoder", Pull, path);

        Assert.Equal("", pulled.StandardOutput.Trim());
        Assert.False(pulled.IsSuccess);
    }

    [Theory]
    [InlineData("/media/incoming")]
    [InlineData("/media/completed")]
    [InlineData("/media/work")]
    [InlineData("/media/work/accepted")]
    [InlineData($"/media/work/{Job}/../accepted")]
    [InlineData("/media/work/ffffffffffffffffffffffffffffffff")]
    [InlineData("/")]
    public async Task The_key_writes_nowhere_else(string folder)
    {
        await StartAsync();

        var pushed = await farm.InAsync("encoder", Push, "planted", folder);

        Assert.False(pushed.IsSuccess);
        Assert.Empty(Directory.EnumerateFiles(farm.At(), "planted", EveryFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("id")]
    [InlineData("rsync --version")]
    [InlineData("rsync --server --daemon .")]
    [InlineData("rsync --server --sender -Ie.L . /media/; id")]
    [InlineData("rsync --server --sender -Ie.L . $(id)/media/")]
    [InlineData("rsync --server --sender -Ie.L\nid . /media/")]
    [InlineData("rsync --server --sender -Ie.L . /etc/ . /media/")]
    [InlineData("rsync --server --sender -Ie.L /media/work . /media/")]
    [InlineData("rsync --server --sender -Ie.L --remove-source-files . /media/")]
    [InlineData("rsync --server --sender -Ie.L --copy-links . /media/")]
    [InlineData("rsync --server --sender -Ie.L --rsh=id . /media/")]
    [InlineData("rsync --server --sender -Ie.L --files-from=/etc/passwd . /media/")]
    [InlineData("rsync --server --sender -rIe.L . /media/")]
    [InlineData("rsync --server --sender -Le.L . /media/")]
    [InlineData("rsync --server --sender -Ie.L -r . /media/")]
    [InlineData("rsync --server --sender -Ie.L . /media/completed/")]
    [InlineData($"rsync --server -Ie.L --partial-dir /media/incoming . /media/work/{Job}/./")]
    [InlineData($"rsync --server -Ie.L --delete --partial-dir .transcoder-partial . /media/work/{Job}/./")]
    [InlineData($"rsync --server -Ie.L --backup-dir=/media --partial-dir .transcoder-partial . /media/work/{Job}/./")]
    [InlineData($"rsync --server -lIe.L --partial-dir .transcoder-partial . /media/work/{Job}/./")]
    [InlineData($"rsync --server --sender -Ie.L --partial-dir .transcoder-partial . /media/work/{Job}/./")]
    public async Task The_key_runs_nothing_else(string command)
    {
        await StartAsync();

        var ran = await farm.InAsync("encoder", $"{Ssh} transcoder@storage \"$1\" </dev/null", command);

        Assert.Equal((Refused, ""), (ran.ExitCode, ran.StandardOutput));
        Assert.Contains("refused", ran.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    // By number: there are no names in the jail.
    [InlineData("-W $(getent hosts broker | cut -d ' ' -f 1):5671")]
    [InlineData("-N -o ExitOnForwardFailure=yes -R 4000:broker:5671")]
    public async Task The_key_leads_no_further(string forwarding)
    {
        await StartAsync();

        var ran = await farm.InAsync("encoder", $"timeout 20 {Ssh} {forwarding} transcoder@storage </dev/null");

        Assert.Equal(255, ran.ExitCode);
    }

    [Fact]
    public async Task The_key_gets_no_terminal()
    {
        await StartAsync();

        var ran = await farm.InAsync("encoder", $"{Ssh} -tt transcoder@storage </dev/null");

        Assert.Contains("PTY allocation request failed", ran.StandardError, StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        await farm.StartAsync();
        foreach (var folder in (string[])["incoming", "work", "completed", "archive"])
        {
            await File.WriteAllTextAsync(farm.At(folder, "secret"), "secret\n", TestContext.Current.CancellationToken);
        }

        ComposeFarm.Open(Directory.CreateDirectory(farm.At("work", "accepted")).FullName);
        ComposeFarm.Open(Directory.CreateDirectory(farm.At("work", Job)).FullName);
        // Hidden, so that the coordinator does not look at them.
        Directory.CreateDirectory(farm.At("incoming", ".links"));
        Link("incoming/.links/to-etc", "/etc");
        Link("incoming/.links/to-completed", "../../completed");
        Link("incoming/.links/to-secret", "../../completed/secret");
        Link("work/ffffffffffffffffffffffffffffffff", Job);
    }

    private void Link(string path, string target)
    {
        if (new FileInfo(farm.At(path)).LinkTarget is null)
        {
            File.CreateSymbolicLink(farm.At(path), target);
        }
    }
}
