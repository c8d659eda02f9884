using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class StallWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Cpu = TimeSpan.FromSeconds(5);

    private readonly StallWatch _watch = new(Limit);

    [Fact]
    public void Neither_frames_nor_cpu_time_for_the_limit_is_a_stall()
    {
        Assert.False(_watch.IsStalled(10, Cpu, TimeSpan.Zero));
        Assert.False(_watch.IsStalled(10, Cpu, Limit - TimeSpan.FromTicks(1)));
        Assert.True(_watch.IsStalled(10, Cpu, TimeSpan.FromTicks(1)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Growth_of_either_starts_the_limit_anew(int frames, int seconds)
    {
        var grown = Cpu + TimeSpan.FromSeconds(seconds);
        _watch.IsStalled(10, Cpu, TimeSpan.Zero);

        Assert.False(_watch.IsStalled(10 + frames, grown, Limit));
        Assert.False(_watch.IsStalled(10 + frames, grown, Limit / 2));
        Assert.True(_watch.IsStalled(10 + frames, grown, Limit / 2));
    }

    [Fact]
    public void Shrinking_is_no_growth()
    {
        _watch.IsStalled(10, Cpu, TimeSpan.Zero);
        _watch.IsStalled(0, TimeSpan.Zero, Limit / 2);

        Assert.True(_watch.IsStalled(10, Cpu, Limit / 2));
    }

    [Fact]
    public async Task Cpu_time_grows_for_a_busy_program_only()
    {
        using var runner = new ToolRunner();
        using var cancel = new CancellationTokenSource();
        var id = new TaskCompletionSource<int>();
        var run = runner.RunAsync(
            new ToolRequest { Program = FakeToolPath.Value, Arguments = ["burn"], Started = id.SetResult }, cancel.Token);
        var burning = await id.Task;

        await Eventually.TrueAsync(() => ProcessCpu.TryRead(burning) > TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Null(ProcessCpu.TryRead(burning));
    }
}
