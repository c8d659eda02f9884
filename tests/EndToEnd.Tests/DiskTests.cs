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

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Folders => ["incoming", "work", "completed", "archive", "failed"];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_folder_that_is_unmounted_at_start_is_waited_for(string folder)
    {
        using var tree = new TempTree();
        await using var disk = Mount.Of(tree.At("disk"), tree.At("root", folder));
        await disk.BringAsync();
        await using (var first = Up(tree))
        {
            using var api = Api(first);
            await api.ReadyAsync();
            await first.SignalAsync("TERM");
            await first.Ended.WaitAsync(Limit, Token);
        }

        await DropAsync(tree);
        await disk.TakeAsync();
        await using var second = Up(tree);
        using var jobs = Api(second);
        await jobs.AnswersAsync();
        await jobs.MissesAsync(folder);
        await Eventually.TrueAsync(async () => (await jobs.EncodersAsync()).Count == 1, Limit, () => Task.FromResult(string.Join('\n', second.Output)));
        var unready = await jobs.IsReadyAsync();
        await disk.BringAsync();

        await ComesOutAsync(tree, second);
        Assert.False(unready);
        Assert.Empty(await BelowAsync(disk, tree.At("root", folder)));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_folder_that_goes_while_a_film_is_encoded_is_waited_for(string folder)
    {
        using var tree = new TempTree();
        await using var disk = Mount.Of(tree.At("disk"), tree.At("root", folder));
        await disk.BringAsync();
        await using var up = Up(tree);
        using var api = Api(up);
        await api.ReadyAsync();
        await DropAsync(tree);
        var ffmpeg = await up.EncodingAsync();

        await disk.TakeAsync();
        await ProcessTable.DeadAsync(ffmpeg, Limit);
        await api.MissesAsync(folder);
        await Eventually.TrueAsync(
            async () => (await api.ExecutionsAsync("slow/film.mkv"))[0].State != ExecutionState.Running, Limit, () => Task.FromResult(string.Join('\n', up.Output)));
        await disk.BringAsync();

        await ComesOutAsync(tree, up);
        Assert.Empty(await BelowAsync(disk, tree.At("root", folder)));
    }

    [Theory]
    [InlineData("incoming")]
    [InlineData("work")]
    [InlineData("completed")]
    [InlineData("archive")]
    public async Task A_folder_that_goes_between_result_and_commit_is_waited_for(string folder)
    {
        using var tree = new TempTree();
        await using var disk = Mount.Of(tree.At("disk"), tree.At("root", folder));
        await disk.BringAsync();
        var ffprobe = new ToolDouble(tree.Folder("tools"), "ffprobe");
        await using var up = Up(tree, ffprobe.Environment);
        using var api = Api(up);
        await api.ReadyAsync();
        ffprobe.Hold("/accepted/");
        await DropAsync(tree);
        await ffprobe.HeldAsync(Limit, () => string.Join('\n', up.Output));

        await disk.TakeAsync();
        ffprobe.Heal();
        await api.MissesAsync(folder);
        var looks = 0;
        await Eventually.TrueAsync(async () => !await api.IsReadyAsync() && ++looks == Looks, Limit, () => Task.FromResult(string.Join('\n', up.Output)));
        await disk.BringAsync();

        await ComesOutAsync(tree, up);
        Assert.Empty(await BelowAsync(disk, tree.At("root", folder)));
    }

    [Theory]
    [InlineData("work")]
    [InlineData("database")]
    public async Task A_full_disk_delays_a_film_and_does_no_more(string folder)
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
        File.Delete(filler);

        Assert.DoesNotContain("film.mp4", seen);
        await ComesOutAsync(tree, up);
    }

    /// <summary>What has ever landed in the folder that a disk was missing from. The disk is gone then.</summary>
    private static async Task<IReadOnlyList<string>> BelowAsync(Mount disk, string point)
    {
        await disk.TakeAsync();
        return Directory.GetFileSystemEntries(point);
    }

    /// <summary>Whether the film has come as far as a full disk lets it.</summary>
    private static async Task<bool> SuffersAsync(string folder, FarmApi api) =>
        !await api.IsReadyAsync() && (folder == "work" ? (await api.JobsAsync()).Count == 1 : !await api.TakesAsync("slow/film.mkv"));

    private static async Task DropAsync(TempTree tree)
    {
        var made = await Clips.MakeAsync(tree.At("made.mkv"), new ClipShape { Frames = 100, Width = 320, Height = 240 }, Token);
        var dropped = tree.At("root", "incoming", "slow", "film.mkv");
        Directory.CreateDirectory(Path.GetDirectoryName(dropped)!);
        File.Copy(made, dropped + ".part");
        Assert.True(AtomicFile.TryMove(dropped + ".part", dropped));
    }

    private static async Task ComesOutAsync(TempTree tree, TranscoderProcess up)
    {
        await Eventually.TrueAsync(
            () => File.Exists(tree.At("root", "archive", "slow", "film.mkv")), Limit, () => string.Join('\n', [.. tree.Entries(), .. up.Output]));
        var (_, frames) = await Farm.ProbeAsync(tree.At("root", "completed", "slow", "film.mp4"));
        Assert.Equal(100, frames);
        Assert.Equal(
            await FileHash.Sha256Async(tree.At("made.mkv"), Token), await FileHash.Sha256Async(tree.At("root", "archive", "slow", "film.mkv"), Token));
        Assert.False(File.Exists(tree.At("root", "incoming", "slow", "film.mkv")));
    }

    private TranscoderProcess Up(TempTree tree, IReadOnlyDictionary<string, string>? environment = null) => new(
        tree.Root, environment ?? new Dictionary<string, string>(),
        ["up", "--root", tree.At("root"), "--urls", _url, "--Ingest:QuietPeriod=00:00:01", "--Ingest:RescanInterval=00:00:02", "--Storage:MinimumFreeBytes=65536",
            $"--Database:Connection=Data Source={tree.At("root", "database", "jobs.db")}",
            .. Farm.SlowProfile]);

    private FarmApi Api(TranscoderProcess up) => new(_url, () => string.Join('\n', up.Output));
}
