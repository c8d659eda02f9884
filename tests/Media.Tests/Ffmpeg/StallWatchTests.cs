using Microsoft.Extensions.Time.Testing;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class StallWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Neither_frames_nor_cpu_time_for_the_limit_is_a_stall()
    {
        var watch = new StallWatch(Limit, _time);
        var cpu = TimeSpan.FromSeconds(5);

        Assert.False(watch.IsStalled(10, cpu));
        _time.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(watch.IsStalled(10, cpu));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(watch.IsStalled(10, cpu));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Growth_of_either_starts_the_limit_anew(int frames, int seconds)
    {
        var watch = new StallWatch(Limit, _time);
        watch.IsStalled(10, TimeSpan.FromSeconds(5));
        _time.Advance(Limit);

        Assert.False(watch.IsStalled(10 + frames, TimeSpan.FromSeconds(5 + seconds)));
        _time.Advance(Limit / 2);
        Assert.False(watch.IsStalled(10 + frames, TimeSpan.FromSeconds(5 + seconds)));
    }

    [Fact]
    public void Shrinking_is_no_growth()
    {
        var watch = new StallWatch(Limit, _time);
        watch.IsStalled(10, TimeSpan.FromSeconds(5));
        _time.Advance(Limit / 2);
        watch.IsStalled(0, TimeSpan.Zero);
        _time.Advance(Limit / 2);

        Assert.True(watch.IsStalled(10, TimeSpan.FromSeconds(5)));
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
