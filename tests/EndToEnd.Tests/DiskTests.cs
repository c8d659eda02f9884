using System.Collections.Concurrent;
using System.Globalization;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.Media.Files;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>
/// Disks that are away or full: nothing moves, nothing lands under a mount point, nothing half-written is seen, and work goes on by
/// itself when the disk is back or has room.
/// </summary>
public sealed class DiskTests
{
    private const long DiskBytes = 8 << 20;

    /// <summary>And for no film.</summary>
    private const long RoomForRecords = 16 << 10;

    /// <summary>Ten a second: meanwhile a film settles, and is found and tried more than once.</summary>
    private const int Looks = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly string _url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}");

    private static readonly string[] Folders = ["incoming", "work", "completed", "archive", "failed"];

    private static readonly string[] NeededForCommit = ["incoming", "work", "completed", "archive"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_that_are_unmounted_at_start_are_waited_for()
    {
        using var tree = new TempTree();
        await using var disks = await Disks.BringAsync(tree, Folders);
        await using (var first = Up(tree))
        {
            using var api = Api(first);
            await api.ReadyAsync();
            await first.SignalAsync("TERM");
            await first.Ended.WaitAsync(Limit, Token);
        }

        await DropAsync(tree);
        foreach (var folder in Folders)
        {
            await disks[folder].TakeAsync();
        }

        await using var second = Up(tree);
        using var jobs = Api(second);
        await jobs.AnswersAsync();
        await Eventually.TrueAsync(async () => (await jobs.EncodersAsync()).Count == 1, Limit, () => Task.FromResult(string.Join('\n', second.Output)));
        foreach (var folder in Folders)
        {
            await jobs.MissesAsync(folder);
            await disks[folder].BringAsync();
        }

        await ComesOutAsync(tree, second);
        Assert.Empty(await disks.BelowAsync());
    }

    [Fact]
    public async Task Folders_that_go_while_films_are_encoded_are_waited_for()
    {
        using var tree = new TempTree();
        await using var disks = await Disks.BringAsync(tree, Folders);
        await using var up = Up(tree);
        using var api = Api(up);
        await api.ReadyAsync();
        foreach (var folder in Folders)
        {
            // One that fails again and again would wait longer each time.
            await DropAsync(tree, folder);
            var ffmpeg = await up.EncodingAsync();

            await disks[folder].TakeAsync();
            await ProcessTable.DeadAsync(ffmpeg, Limit);
            await api.MissesAsync(folder);
            await Eventually.TrueAsync(
                async () => (await api.ExecutionsAsync($"slow/{folder}.mkv"))[^1].State != ExecutionState.Running, Limit, () => Task.FromResult(string.Join('\n', up.Output)));
            await disks[folder].BringAsync();
            await ComesOutAsync(tree, up, folder);
        }

        Assert.Empty(await disks.BelowAsync());
    }

    [Fact]
    public async Task Folders_that_go_between_result_and_commit_are_waited_for()
    {
        using var tree = new TempTree();
        await using var disks = await Disks.BringAsync(tree, NeededForCommit);
        var ffprobe = new ToolDouble(tree.Folder("tools"), "ffprobe");
        await using var up = Up(tree, ffprobe.Environment);
        using var api = Api(up);
        await api.ReadyAsync();
        foreach (var folder in NeededForCommit)
        {
            ffprobe.Hold("/accepted/");
            await DropAsync(tree, folder);
            await ffprobe.HeldAsync(Limit, () => string.Join('\n', up.Output));

            await disks[folder].TakeAsync();
            ffprobe.Heal();
            await api.MissesAsync(folder);
            var looks = 0;
            await Eventually.TrueAsync(async () => !await api.IsReadyAsync() && ++looks == Looks, Limit, () => Task.FromResult(string.Join('\n', up.Output)));
            await disks[folder].BringAsync();
            await ComesOutAsync(tree, up, folder);
        }

        Assert.Empty(await disks.BelowAsync());
    }

    [Theory]
    [InlineData("work", "Nothing is ordered: The disk of ", "fewer than Storage:MinimumFreeBytes")]
    [InlineData("database", "database or disk is full", "The disk of the database")]
    public async Task A_full_disk_delays_a_film_and_does_no_more(string folder, string logged, string told)
    {
        using var tree = new TempTree();
        await using var disk = await Mount.SmallDiskAsync(tree.At("root", folder), DiskBytes);
        await using var up = Up(tree);
        using var api = Api(up);
        await api.ReadyAsync();

        var filler = disk.Fill();
        await DropAsync(tree);
        var looks = 0;
        await Eventually.TrueAsync(async () => await SuffersAsync(folder, api) && ++looks == Looks, Limit, () => Task.FromResult(string.Join('\n', tree.Entries())));
        await api.MissesAsync(told);
        Assert.Contains(up.Errors, line => line.Contains(logged, StringComparison.Ordinal));
        var seen = Directory.GetFiles(tree.At("root", "completed"), "*", new EnumerationOptions { RecurseSubdirectories = true });
        var source = await FileHash.Sha256Async(tree.At("root", "incoming", "slow", "film.mkv"), Token);
        File.Delete(filler);

        await ComesOutAsync(tree, up);
        Assert.Empty(seen);
        Assert.Equal(await FileHash.Sha256Async(tree.At("made.mkv"), Token), source);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RoomForRecords)]
    public async Task A_result_waits_for_room_and_no_half_of_it_is_seen(long room)
    {
        using var tree = new TempTree();
        await using var disk = await Mount.SmallDiskAsync(tree.At("root", "completed"), DiskBytes);
        await using var up = Up(tree);
        using var api = Api(up);
        await api.ReadyAsync();
        var filler = disk.Fill(room);
        var made = new ConcurrentQueue<string>();
        using var watch = new FileSystemWatcher(tree.At("root", "completed")) { IncludeSubdirectories = true };
        watch.Created += (_, file) => made.Enqueue(Path.GetFileName(file.FullPath));
        watch.EnableRaisingEvents = true;

        await DropAsync(tree);
        // Each try begins with the record: at the second one the first has failed.
        await Eventually.TrueAsync(
            () => made.Count(name => name.EndsWith(".json.tmp", StringComparison.Ordinal)) > 1, Limit, () => string.Join('\n', [.. tree.Entries(), .. up.Output]));
        var seen = made.ToArray();
        await api.MissesAsync($"{tree.At("root", "completed")} has ");
        Assert.Single(up.Errors, line => line.Contains("OutputCommitter cannot do all of its work and tries again until it can: ", StringComparison.Ordinal));
        File.Delete(filler);

        Assert.DoesNotContain("film.mp4", seen);
        await ComesOutAsync(tree, up);
    }

    /// <summary>Whether the film has come as far as a full disk lets it.</summary>
    private static async Task<bool> SuffersAsync(string folder, FarmApi api) =>
        !await api.IsReadyAsync() && (folder == "work" ? (await api.JobsAsync()).Count == 1 : !await api.TakesAsync("slow/film.mkv"));

    private static async Task DropAsync(TempTree tree, string name = "film")
    {
        var made = File.Exists(tree.At("made.mkv")) ? tree.At("made.mkv")
            : await Clips.MakeAsync(tree.At("made.mkv"), new ClipShape { Frames = 100, Width = 320, Height = 240 }, Token);
        new FarmStorage(tree.At("root")).Drop(made, $"slow/{name}.mkv");
    }

    private static async Task ComesOutAsync(TempTree tree, TranscoderProcess up, string name = "film")
    {
        await Eventually.TrueAsync(
            () => File.Exists(tree.At("root", "archive", "slow", $"{name}.mkv")), Limit, () => string.Join('\n', [.. tree.Entries(), .. up.Output]));
        var (_, frames) = await Farm.ProbeAsync(tree.At("root", "completed", "slow", $"{name}.mp4"));
        Assert.Equal(100, frames);
        Assert.Equal(
            await FileHash.Sha256Async(tree.At("made.mkv"), Token), await FileHash.Sha256Async(tree.At("root", "archive", "slow", $"{name}.mkv"), Token));
        Assert.False(File.Exists(tree.At("root", "incoming", "slow", $"{name}.mkv")));
    }

    private TranscoderProcess Up(TempTree tree, IReadOnlyDictionary<string, string>? environment = null) => new(
        tree.Root, environment ?? new Dictionary<string, string>(),
        ["up", "--root", tree.At("root"), "--urls", _url, "--Ingest:QuietPeriod=00:00:01", "--Ingest:RescanInterval=00:00:02", "--Storage:MinimumFreeBytes=65536",
            $"--Database:Connection=Data Source={tree.At("root", "database", "jobs.db")}",
            .. Farm.SlowProfile]);

    private FarmApi Api(TranscoderProcess up) => new(_url, () => string.Join('\n', up.Output));

    /// <summary>Folders of the storage that are disks of their own.</summary>
    private sealed class Disks(TempTree tree) : IAsyncDisposable
    {
        private readonly Dictionary<string, Mount> _mounts = [];

        public Mount this[string folder] => _mounts[folder];

        public static async Task<Disks> BringAsync(TempTree tree, IEnumerable<string> folders)
        {
            var disks = new Disks(tree);
            foreach (var folder in folders)
            {
                disks._mounts[folder] = Mount.Of(tree.At("disks", folder), tree.At("root", folder));
                await disks[folder].BringAsync();
            }

            return disks;
        }

        /// <summary>What has ever landed in the folders while a disk was missing from them. The disks are gone then.</summary>
        public async Task<IReadOnlyList<string>> BelowAsync()
        {
            await DisposeAsync();
            return [.. _mounts.Keys.SelectMany(folder => Directory.GetFileSystemEntries(tree.At("root", folder)))];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var mount in _mounts.Values)
            {
                await mount.DisposeAsync();
            }
        }
    }
}
