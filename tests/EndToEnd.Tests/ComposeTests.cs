using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The farm of compose.yaml, from the images' build to the finished film.</summary>
public sealed class ComposeTests
{
    private const int Frames = 120;

    private static readonly TimeSpan EngineLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FolderLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FilmLimit = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_film_is_encoded_by_containers()
    {
        var problem = await DockerEngine.ProblemAsync(EngineLimit, Cancelled);
        Assert.SkipUnless(problem is null, problem ?? "");
        using var tree = new TempTree();
        var media = tree.Folder("media");
        await using var farm = new ComposeProject(media);
        await farm.UpAsync(encoders: 2, Cancelled);
        var incoming = Path.Combine(media, "incoming");
        await Eventually.TrueAsync(() => Task.FromResult(Directory.Exists(incoming)), FolderLimit, () => farm.LogsAsync(Cancelled));

        var clip = await Clips.MakeAsync(tree.At("film.mkv"), new ClipShape { Frames = Frames }, Cancelled);
        // A folder that another user makes must let the farm's user move films out of it.
        var folder = Directory.CreateDirectory(Path.Combine(incoming, "h264"));
        folder.UnixFileMode |= UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        File.Copy(clip, Path.Combine(folder.FullName, "film.mkv"));

        string? result = null;
        await Eventually.TrueAsync(
            () => Task.FromResult((result = Films(Path.Combine(media, "completed")).SingleOrDefault()) is not null),
            FilmLimit,
            () => farm.LogsAsync(Cancelled));
        await using var tools = new ToolRunner(TimeProvider.System);
        var probe = Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(tools).ProbeAsync(result!, Cancelled)).Probe;
        Assert.Equal("h264", probe.MainVideo?.Codec);
        Assert.Equal(Frames, await new FfprobeClient(tools).CountDecodedFramesAsync(result!, probe.MainVideo!.Index, Cancelled));
        await Eventually.TrueAsync(
            () => Films(incoming).Count == 0 && Films(Path.Combine(media, "archive")).Count == 1, FolderLimit, () => string.Join('\n', tree.Entries()));
    }

    private static IReadOnlyList<string> Films(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".mkv" or ".mp4"
            && !Path.GetFileName(file).StartsWith('.'))];
}
