using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Ingest;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Ingest;

/// <summary>What a look at <c>incoming/</c> finds, and what it leaves aside.</summary>
public sealed class SourceScanTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("ln -s ../outside.mkv link.mkv", "link.mkv", "is a link, and links are not followed")]
    [InlineData("ln -s ../absent.mkv link.mkv", "link.mkv", "is a link, and links are not followed")]
    [InlineData("ln -s .. link", "link", "is a link, and links are not followed")]
    [InlineData("ln -s .. link.mkv", "link.mkv", "is a link, and links are not followed")]
    [InlineData("mkfifo pipe.mkv", "pipe.mkv", "is a pipe, a socket or a device")]
    [InlineData("mkdir folder.mp4", "folder.mp4", "is a folder; films in it are found")]
    [InlineData("mkdir folder; mkfifo folder/pipe.mkv", "folder/pipe.mkv", "is a pipe, a socket or a device")]
    [InlineData("echo > \"$(printf 'a\\377.mkv')\"", "a\ufffd.mkv", "has a name that is not UTF-8")]
    public async Task What_looks_like_a_film_and_is_none_is_counted_and_told(string made, string name, string why)
    {
        await RunAsync(made);

        var (found, ignored) = Scan();
        // .NET cannot remove what it cannot name.
        await RunAsync("rm -r -- *");

        Assert.Empty(found);
        Assert.Equal((1L, name), (ignored.Count, Assert.Single(ignored.Names)));
        Assert.Equal([new KeyValuePair<string, string>(name, why)], ignored.Odd);
    }

    [Theory]
    [InlineData("mkdir folder; echo > folder/notes.txt", 1)]
    [InlineData("echo > .hidden.mkv; mkfifo film.mkv.part; mkdir .folder.mkv", 0)]
    public async Task What_does_not_look_like_a_film_is_not_told(string made, int count)
    {
        await RunAsync(made);

        var (found, ignored) = Scan();

        Assert.Empty(found);
        Assert.Equal(count, ignored.Count);
        Assert.Empty(ignored.Odd);
    }

    [Fact]
    public async Task Films_in_a_folder_called_like_one_are_found()
    {
        await RunAsync("mkdir folder.mp4; echo > folder.mp4/film.mkv");

        Assert.Equal(["incoming/folder.mp4/film.mkv"], Scan().Found);
    }

    [Fact]
    public async Task Many_are_counted_and_not_all_remembered()
    {
        await RunAsync("mkdir $(seq -f %g.mkv 1500)");

        var (_, ignored) = Scan();

        Assert.Equal((1500, 1000), (ignored.Count, ignored.Odd.Count));
    }

    private (IReadOnlyList<string> Found, IgnoredFiles Ignored) Scan()
    {
        var layout = new StorageLayout(Options.Create(new StorageOptions { Root = _tree.Root }));
        var scan = new SourceScan(new SourceNames(Options.Create(new IngestOptions())), layout);
        var ignored = new IgnoredFiles();
        return ([.. scan.Walk(layout.Absolute(StorageFolder.Incoming), 10, ignored).SelectMany(batch => batch).Select(file => file.Path)], ignored);
    }

    private async Task RunAsync(string script)
    {
        await using var tools = new ToolRunner();
        var made = await tools.RunAsync(
            new ToolRequest { Program = "sh", Arguments = ["-e", "-c", script], WorkingDirectory = _tree.Folder("incoming") },
            TestContext.Current.CancellationToken);
        Assert.True(made.Succeeded);
    }
}
