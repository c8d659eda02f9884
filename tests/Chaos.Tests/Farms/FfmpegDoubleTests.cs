using Transcoder.Chaos.Tests.Films;
using Transcoder.FarmKit;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Farms;

/// <summary>The ffmpeg that goes wrong when it is told to.</summary>
public sealed class FfmpegDoubleTests : IAsyncDisposable
{
    private static readonly Film Film = new() { Number = 3, Kind = FilmKind.Good, Profile = "h264", Frames = 30 };

    private readonly ToolRunner _tools = new();
    private readonly TempTree _tree = new();
    private readonly FfmpegDouble _ffmpeg;

    public FfmpegDoubleTests() => _ffmpeg = new FfmpegDouble(_tree.Folder("bin"), ChaosFarm.OtherFilm);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Result => _tree.At("result.mp4");

    [Fact]
    public async Task It_is_right_until_it_is_told_otherwise_and_right_again_afterwards()
    {
        _ffmpeg.Break(FfmpegFault.Fails);
        Assert.Equal(1, (await RunAsync(null, "-version")).ExitCode);
        _ffmpeg.Heal();

        Assert.Equal(0, (await RunAsync(null, "-version")).ExitCode);
        Assert.Equal(0, (await EncodeAsync()).ExitCode);
        Assert.Null((await ReadAsync()).FaultAs(Film));
    }

    [Fact]
    public async Task It_loses_half_of_a_file_and_ends_well()
    {
        _ffmpeg.Break(FfmpegFault.Truncates);

        Assert.Equal(0, (await EncodeAsync()).ExitCode);
        Assert.NotNull((await ReadAsync()).Complaint);
    }

    [Fact]
    public async Task It_writes_another_film_and_ends_well()
    {
        _ffmpeg.Break(FfmpegFault.OtherFilm);

        Assert.Equal(0, (await EncodeAsync()).ExitCode);
        var reading = await ReadAsync();
        Assert.Equal((null, true), (reading.Complaint, reading.Frames.Count is > 0 and < Film.FewestFrames));
    }

    [Fact]
    public async Task It_hangs_until_it_is_killed()
    {
        _ffmpeg.Break(FfmpegFault.Hangs);

        Assert.True((await EncodeAsync(TimeSpan.FromSeconds(2))).TimedOut);
        Assert.False(File.Exists(Result));
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        _tree.Dispose();
    }

    private async Task<ToolResult> EncodeAsync(TimeSpan? idleLimit = null)
    {
        var source = _tree.At("source.mkv");
        await new FilmMaker(_tools).MakeAsync(Film, source, Token);
        return await RunAsync(idleLimit, "-v", "error", "-nostdin", "-y", "-i", source, "-f", "mp4", $"file:{Result}");
    }

    private Task<FilmReading> ReadAsync() => new FilmReader(_tools, _tree.Root).ReadAsync(Result, Token);

    private Task<ToolResult> RunAsync(TimeSpan? idleLimit, params string[] arguments) => _tools.RunAsync(
        new ToolRequest { Program = _tree.At("bin", "ffmpeg"), Arguments = arguments, Environment = _ffmpeg.Environment, IdleLimit = idleLimit }, Token);
}
