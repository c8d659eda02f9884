using Microsoft.Extensions.Logging.Abstractions;
using Transcoder.Contracts;
using Transcoder.Encoder.Preflight;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Tests.Preflight;

public sealed class PreflightTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fit_machine_passes_and_knows_its_toolchain()
    {
        await using var encoder = new Storage();

        var results = await encoder.Get<EncoderPreflight>().RunAsync(Stop);

        Assert.All(results, result => Assert.True(result.Ok, $"{result.Name}: {result.Detail}"));
        Assert.Equal(
            ["ffmpeg", "ffprobe", "libx264", "libx265", "libsvtav1", "libvpx-vp9", "sandbox", "rsync", "ssh", "work directory"],
            results.Select(result => result.Name));
        Assert.NotNull(encoder.Get<EncoderIdentity>().Toolchain);
    }

    [Fact]
    public async Task An_encoder_beside_its_storage_needs_neither_rsync_nor_a_work_directory()
    {
        await using var encoder = new Storage(("Storage:Endpoints:0", "file:///srv/media"), ("Encoder:WorkDirectory", "/proc/none"));

        var results = await encoder.Get<EncoderPreflight>().RunAsync(Stop);

        Assert.DoesNotContain(results, result => result.Name is "rsync" or "ssh" or "work directory");
    }

    [Fact]
    public async Task A_missing_tool_fails_with_its_cure()
    {
        await using var tools = new ToolRunner();

        var result = await ToolVersion.CheckAsync(tools, "no-such-tool", "-version", Cures.Ffmpeg, Stop);

        Assert.Equal(new CheckResult("no-such-tool", false, "no-such-tool cannot be started", Cures.Ffmpeg), result);
    }

    [Fact]
    public async Task A_work_directory_that_cannot_be_written_fails()
    {
        await using var encoder = new Storage(("Encoder:WorkDirectory", "/proc/none"));

        var results = await encoder.Get<EncoderPreflight>().RunAsync(Stop);

        Assert.Contains(results, result => result is { Name: "work directory", Ok: false, Cure: not null });
    }

    [Fact]
    public async Task A_work_directory_without_room_fails()
    {
        await using var encoder = new Storage(("Encoder:MinimumFreeBytes", $"{1L << 60}"));

        var results = await encoder.Get<EncoderPreflight>().RunAsync(Stop);

        Assert.Contains(results, result => result is { Name: "work directory", Ok: false, Cure: not null });
    }

    [Fact]
    public async Task Only_codecs_in_use_are_tried()
    {
        await using var tools = new ToolRunner();

        var results = await new CodecCheck(new EncoderProbe(tools), new CodecsInUse([VideoCodec.H264])).RunAsync(Stop);

        Assert.Equal(["libx264"], results.Select(result => result.Name));
    }

    [Fact]
    public async Task A_failed_check_ends_the_start_before_the_first_order()
    {
        var preflight = new EncoderPreflight(
            [new Fixed(new CheckResult("fine", true, "yes")), new Fixed(new CheckResult("ffmpeg", false, "is missing", "Install it"))]);
        var start = new PreflightStart(preflight, NullLogger<PreflightStart>.Instance);

        await start.StartingAsync(Stop);
        var unfit = await Assert.ThrowsAsync<PreflightException>(() => start.StartAsync(Stop));

        Assert.Equal(["ffmpeg"], unfit.Failed.Select(check => check.Name));
        Assert.Equal("ffmpeg: is missing. Install it", unfit.Message);
    }

    private sealed class Fixed(CheckResult result) : IPreflightCheck
    {
        public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CheckResult>>([result]);
    }
}
