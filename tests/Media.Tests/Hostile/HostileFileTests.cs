using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Hostile;

/// <summary>Each file does its harm to plain ffmpeg or ffprobe, which the test shows first, and none to ours.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HostileFiles Files => new(_tree);

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("hls")]
    [InlineData("dash")]
    [InlineData("concat")]
    [InlineData("image2")]
    public async Task A_list_opens_no_other_file(string format)
    {
        var path = await Files.ListAsync(format);

        var (_, plain) = await PlainAsync("-show_entries", "stream=width", "-protocol_whitelist", "file", FfmpegPath.Of(path));
        var refused = await RefusedAsync(path);

        Assert.Contains(HostileFiles.SecretWidth.ToString(CultureInfo.InvariantCulture), plain, StringComparison.Ordinal);
        Assert.Contains($"'{format}', which is not read: it is a list of other files", refused.Reason, StringComparison.Ordinal);
        Assert.False((await new DecodeCheck(_runner).RunAsync(path, sound: true, Token)).Clean);
    }

    [Theory]
    [InlineData("hls")]
    [InlineData("dash")]
    public async Task A_list_reaches_no_host(string format)
    {
        await using var host = new Doorbell();
        var path = await Files.ListAsync(format, $"http://{host.Address}/secret.ts");

        await PlainAsync("-protocol_whitelist", "file,http,tcp", FfmpegPath.Of(path));
        var plain = await host.RingsAsync();
        await RefusedAsync(path);

        Assert.InRange(plain, 1, int.MaxValue);
        Assert.Equal(plain, await host.RingsAsync());
    }

    [Fact]
    public async Task An_attachment_writes_no_file()
    {
        var victim = _tree.File("victim", "whole"u8);
        var path = await Files.AttachmentAsync(victim);

        Assert.True((await new DecodeCheck(_runner).RunAsync(path, sound: true, Token)).Clean);
        var before = await File.ReadAllTextAsync(victim, Token);
        await _runner.RunAsync(
            new ToolRequest { Program = "ffmpeg", Arguments = ["-v", "error", "-nostdin", "-y", "-dump_attachment:t", "", "-i", path] }, Token);

        Assert.Equal(("whole", "overwritten"), (before, await File.ReadAllTextAsync(victim, Token)));
    }

    [Fact]
    public async Task A_huge_picture_is_not_decoded()
    {
        var path = await Files.HugePictureAsync();

        var (_, plain) = await PlainAsync("-show_entries", "stream=width", path);
        var refused = await RefusedAsync(path);

        Assert.InRange(new FileInfo(path).Length, 1, 2000);
        Assert.Contains("width=12000", plain, StringComparison.Ordinal);
        Assert.Equal($"The file claims a picture of more than {InputGuard.MaximumPoints} points.", refused.Reason);
        Assert.True(refused.OutOfProportion);
    }

    [Fact]
    public async Task A_header_of_very_many_streams_is_not_read()
    {
        var path = Files.ManyStreams(InputGuard.MaximumStreams + 1);

        var (_, plain) = await PlainAsync("-show_entries", "stream=index", "-of", "csv", path);
        var refused = await RefusedAsync(path);

        Assert.Equal(InputGuard.MaximumStreams + 1, plain.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal($"The file claims more than {InputGuard.MaximumStreams} streams.", refused.Reason);
        Assert.True(refused.OutOfProportion);
        Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(_runner).ProbeAsync(Files.ManyStreams(InputGuard.MaximumStreams), Token));
    }

    [Fact]
    public async Task An_index_of_a_billion_frames_is_not_believed()
    {
        var path = await Files.ManyFramesAsync(1_000_000_000);

        var (_, plain) = await PlainAsync("-show_entries", "stream=nb_frames", path);

        Assert.Contains("nb_frames=1000000000", plain, StringComparison.Ordinal);
        Assert.Equal("The file claims more frames than it has bytes.", (await RefusedAsync(path)).Reason);

        // Fewer than ffmpeg itself refuses, and more than there is memory for.
        Assert.True((await RefusedAsync(await Files.ManyFramesAsync(120_000_000))).OutOfProportion);
    }

    private async Task<ProbeOutcome.Unreadable> RefusedAsync(string path) =>
        Assert.IsType<ProbeOutcome.Unreadable>(await new FfprobeClient(_runner).ProbeAsync(path, Token));

    private Task<(ToolResult Result, string Output)> PlainAsync(params string[] arguments) => _runner.CaptureAsync(
        new ToolRequest { Program = "ffprobe", Arguments = ["-v", "error", .. arguments] }, 1_000_000, Token);
}
