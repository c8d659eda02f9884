using System.Globalization;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Processes;

/// <summary>Every way a run can be ended from outside, and that nothing of it lives on.</summary>
public sealed class ToolRunnerEndingTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task Cancellation_ends_the_whole_group_before_it_is_reported()
    {
        using var cancel = new CancellationTokenSource();
        var run = _runner.RunAsync(Fake("ignore-terminate", "spawn", _tree.At("child"), "pid-file", _tree.At("self"), "hang"), cancel.Token);
        var self = await ProcessTable.ReadIdAsync(_tree.At("self"));
        var child = await ProcessTable.ReadIdAsync(_tree.At("child"));

        await cancel.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(cancel.Token, exception.CancellationToken);
        Assert.False(ProcessTable.IsAlive(self));
        Assert.False(ProcessTable.IsAlive(child));
    }

    [Fact]
    public async Task What_a_program_wrote_before_it_ended_is_read_to_the_end_however_slowly()
    {
        // All of it fits into the pipe, but not into one read.
        var bytes = 0;
        var request = new ToolRequest { Program = "head", Arguments = ["-c", "60000", "/dev/zero"] };

        await _runner.StreamAsync(
            request,
            async piece =>
            {
                // Longer than a pipe is waited for that somebody else holds open.
                await Task.Delay(bytes == 0 ? TimeSpan.FromSeconds(3) : TimeSpan.Zero, Token);
                bytes += piece.Length;
            },
            Token);

        Assert.Equal(60_000, bytes);
    }

    [Fact]
    public async Task What_is_left_of_a_group_without_its_leader_is_killed()
    {
        // As by a sandbox whose outer part is killed in its first moments.
        const string script = "setsid --wait sh -c 'sleep 1000 > /dev/null 2>&1 & echo $$ $!'; exit";
        var (_, output) = await _runner.CaptureAsync(new ToolRequest { Program = "sh", Arguments = ["-c", script] }, 100, Token);
        int[] ids = [.. output.Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        Assert.True(ProcessTable.IsAlive(ids[1]));

        await ProcessGroup.KillAsync(ids[0]).WaitAsync(Long, Token);

        Assert.False(ProcessTable.IsAlive(ids[1]));
    }

    [Fact]
    public async Task Cancellation_right_after_the_start_finds_a_program_without_a_group()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            using var cancel = new CancellationTokenSource();
            var id = 0;
            var request = Fake("hang") with
            {
                Started = started =>
                {
                    id = started;
                    cancel.Cancel();
                },
            };

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.RunAsync(request, cancel.Token));

            Assert.False(ProcessTable.IsAlive(id));
        }
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        var started = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _runner.RunAsync(Fake("exit", "0") with { Started = _ => started = true }, new CancellationToken(canceled: true)));

        Assert.False(started);
    }

    [Fact]
    public async Task Grace_lets_a_program_end_by_itself()
    {
        using var cancel = new CancellationTokenSource();
        var lines = new List<string>();
        var request = Fake("exit-on-terminate", "9", "pid-file", _tree.At("self"), "hang") with { Grace = Long, OutputLine = lines.Add };
        var run = _runner.RunAsync(request, cancel.Token);
        var self = await ProcessTable.ReadIdAsync(_tree.At("self"));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Long / 2, Token));
        Assert.False(ProcessTable.IsAlive(self));
    }

    [Fact]
    public async Task Grace_lets_a_child_end_by_itself_whose_parent_is_gone_before()
    {
        using var cancel = new CancellationTokenSource();
        var child = $"trap 'sleep 0.5; : > {_tree.At("aside")}; exit' TERM; : > {_tree.At("ready")}; while :; do sleep 0.05; done";
        var run = _runner.RunAsync(
            new ToolRequest { Program = "sh", Arguments = ["-c", $"({child}) & exec sleep 1000"], Grace = Long }, cancel.Token);
        await Eventually.TrueAsync(() => File.Exists(_tree.At("ready")), Long);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Long / 2, Token));
        Assert.True(File.Exists(_tree.At("aside")));
    }

    [Fact]
    public async Task Grace_lets_a_child_end_by_itself_whose_parent_fails()
    {
        var request = new ToolRequest { Program = "sh", Arguments = ["-c", $"(sleep 0.5; : > {_tree.At("aside")}) & exit 12"], Grace = Long };

        var result = await _runner.RunAsync(request, Token).WaitAsync(Long / 2, Token);

        Assert.Equal(12, result.ExitCode);
        Assert.True(File.Exists(_tree.At("aside")));
    }

    [Fact]
    public async Task Grace_runs_out_for_a_program_that_ignores_the_signal()
    {
        using var cancel = new CancellationTokenSource();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var runner = new ToolRunner(time);
        var request = Fake("ignore-terminate", "pid-file", _tree.At("self"), "hang") with { Grace = Long };
        var run = runner.RunAsync(request, cancel.Token);
        var self = await ProcessTable.ReadIdAsync(_tree.At("self"));

        await cancel.CancelAsync();
        time.Advance(Long - TimeSpan.FromSeconds(1));
        var aliveInGrace = ProcessTable.IsAlive(self);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(aliveInGrace);
        Assert.False(ProcessTable.IsAlive(self));
    }

    [Fact]
    public async Task A_limit_ends_the_program_and_is_a_result()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var runner = new ToolRunner(time);
        var run = runner.RunAsync(Fake("complain", "busy", "pid-file", _tree.At("self"), "hang") with { Limit = Long }, Token);
        var self = await ProcessTable.ReadIdAsync(_tree.At("self"));

        time.Advance(Long);
        var result = await run;

        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.Equal(["busy"], result.ErrorTail);
        Assert.False(ProcessTable.IsAlive(self));
    }

    [Fact]
    public async Task A_program_that_reads_and_writes_nothing_for_its_limit_is_killed()
    {
        var result = await _runner.RunAsync(Fake("pid-file", _tree.At("self"), "hang") with { IdleLimit = TimeSpan.FromSeconds(1) }, Token);

        Assert.True(result.TimedOut);
        Assert.False(ProcessTable.IsAlive(await ProcessTable.ReadIdAsync(_tree.At("self"))));
    }

    [Fact]
    public async Task A_program_that_writes_now_and_then_is_not_idle()
    {
        var limit = TimeSpan.FromSeconds(2);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var lines = 0;
        var run = _runner.RunAsync(
            Fake("progress-forever", "100") with { IdleLimit = limit, OutputLine = line => lines += line.StartsWith("progress", StringComparison.Ordinal) ? 1 : 0 },
            cancel.Token);

        await Eventually.TrueAsync(() => lines > 3 * limit.TotalMilliseconds / 100 || run.IsCompleted, Long);

        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task What_a_program_leaves_behind_in_its_group_ends_with_it()
    {
        var result = await _runner.RunAsync(Fake("spawn", _tree.At("child"), "say", "x", "exit", "4"), Token).WaitAsync(Long, Token);

        Assert.Equal(4, result.ExitCode);
        Assert.False(ProcessTable.IsAlive(await ProcessTable.ReadIdAsync(_tree.At("child"))));
    }

    [Fact]
    public async Task What_left_the_group_with_the_pipes_open_holds_nobody_up()
    {
        var lines = new List<string>();
        var result = await _runner.RunAsync(
            Fake("spawn-escaped", _tree.At("child"), "say", "x", "exit", "4") with { OutputLine = lines.Add }, Token).WaitAsync(Long, Token);
        var child = await ProcessTable.ReadIdAsync(_tree.At("child"));
        ProcessGroup.Signal(child, ProcessGroup.Kill, leaderLives: true);

        Assert.Equal(4, result.ExitCode);
        Assert.Equal(["x"], lines);
        await ProcessTable.DeadAsync(child);
    }

    [Fact]
    public async Task A_killed_parent_takes_its_child_along()
    {
        var run = _runner.RunAsync(Fake("pid-file", _tree.At("parent"), "parent", "pid-file", _tree.At("child"), "ignore-terminate", "hang"), Token);
        var parent = await ProcessTable.ReadIdAsync(_tree.At("parent"));
        var child = await ProcessTable.ReadIdAsync(_tree.At("child"));

        // The child made a group of its own, so this signal is the parent's alone.
        ProcessGroup.Signal(parent, ProcessGroup.Kill, leaderLives: true);

        Assert.Equal(137, (await run).ExitCode);
        await ProcessTable.DeadAsync(child);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    public async Task A_killed_parent_takes_a_sandbox_along_that_is_being_made(int milliseconds)
    {
        await _runner.RunAsync(Fake("confined", _tree.At("group"), $"{milliseconds}"), Token);

        var group = await ProcessTable.ReadIdAsync(_tree.At("group"));
        try
        {
            await ProcessTable.DeadAsync(group);
            await Eventually.TrueAsync(() => ProcessGroup.IsGone(group), Long);
        }
        finally
        {
            await ProcessGroup.KillAsync(group);
        }
    }

    [Fact]
    public async Task The_end_of_the_calling_thread_ends_no_child()
    {
        using var cancel = new CancellationTokenSource();
        using var mayEnd = new ManualResetEventSlim();
        Task<ToolResult>? run = null;
        var caller = new Thread(() =>
        {
            run = _runner.RunAsync(Fake("pid-file", _tree.At("self"), "hang"), cancel.Token);
            mayEnd.Wait();
        });
        caller.Start();

        // The thread must outlive the child's start: a death signal that is asked for after the thread's end is never sent.
        var self = await ProcessTable.ReadIdAsync(_tree.At("self"));
        mayEnd.Set();
        caller.Join();

        // A second program runs from start to end after that, so the signal would have come by now.
        await _runner.RunAsync(Fake("exit", "0"), Token);

        Assert.True(ProcessTable.IsAlive(self));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run!);
        Assert.False(ProcessTable.IsAlive(self));
    }

    [Fact]
    public async Task A_disposed_runner_has_ended_everything_and_starts_nothing()
    {
        var runner = new ToolRunner();
        var run = runner.RunAsync(Fake("pid-file", _tree.At("self"), "hang"), Token);
        var self = await ProcessTable.ReadIdAsync(_tree.At("self"));

        await runner.DisposeAsync();

        Assert.False(ProcessTable.IsAlive(self));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => runner.RunAsync(Fake("exit", "0"), Token));
    }

    [Fact]
    public async Task Many_at_once_all_end()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(code => _runner.RunAsync(
            new ToolRequest { Program = "sh", Arguments = ["-c", $"exit {code}"] }, Token)));

        Assert.Equal(Enumerable.Range(0, 20), results.Select(result => result.ExitCode));
    }

    private static ToolRequest Fake(params string[] words) => new() { Program = FakeToolPath.Value, Arguments = words };
}
