using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.Media.Tests.Hostile;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Processes;

/// <summary>What a confined program can do, where the system has a sandbox; which the first test finds out in another way.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _runner.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task There_is_a_sandbox_where_the_system_has_one()
    {
        var own = await _runner.RunAsync(
            new ToolRequest { Program = "bwrap", Arguments = ["--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"] }, Token);

        var found = await _runner.FindSandboxAsync();

        Assert.Equal(own.Succeeded ? SandboxLevel.Full : SandboxLevel.Limits, found.Level);
    }

    [Fact]
    public async Task A_confined_program_sees_its_own_files_only_and_writes_into_one_folder()
    {
        await NeedSandboxAsync();
        var (film, secret, result) = (_tree.File("in/film", "film"u8), _tree.File("in/secret", "secret"u8), Path.Combine(_tree.Folder("out"), "result"));
        var script = $"cat {film} {secret} /etc/passwd; echo x > {film}; echo x > {secret}; echo x > /usr/x; echo x > /x; echo x > {result}";

        var (_, output) = await _runner.CaptureAsync(Shell(script, Confinement.To(film) with { Writes = result }), 1000, Token);

        Assert.Equal("film", output);
        Assert.Equal(["in/", "in/film", "in/secret", "out/", "out/result"], _tree.Entries());
        Assert.Equal(("film", "secret", "x\n"), (await File.ReadAllTextAsync(film, Token), await File.ReadAllTextAsync(secret, Token), await File.ReadAllTextAsync(result, Token)));
    }

    [Fact]
    public async Task A_source_beside_the_result_stays_as_it_is()
    {
        await NeedSandboxAsync();
        var film = _tree.File("film", "film"u8);

        await _runner.RunAsync(Shell($"echo x > {film}; rm -f {film}; echo x > {_tree.At("result")}", Confinement.To(film) with { Writes = _tree.At("result") }), Token);

        Assert.Equal(("film", "x\n"), (await File.ReadAllTextAsync(film, Token), await File.ReadAllTextAsync(_tree.At("result"), Token)));
    }

    [Fact]
    public async Task A_confined_program_reaches_no_host()
    {
        await NeedSandboxAsync();
        await using var host = new Doorbell();
        var connect = new ToolRequest { Program = "bash", Arguments = ["-c", $"exec 3<>/dev/tcp/{host.Address.Replace(':', '/')}"] };

        await _runner.RunAsync(connect, Token);
        var free = await host.RingsAsync();
        var confined = await _runner.RunAsync(connect with { Confinement = new Confinement() }, Token);

        Assert.Equal((1, 1), (free, await host.RingsAsync()));
        Assert.False(confined.Succeeded);
    }

    [Fact]
    public async Task A_confined_program_sees_no_other_process()
    {
        await NeedSandboxAsync();

        var result = await _runner.RunAsync(Shell($"kill -0 {Environment.ProcessId}", new Confinement()), Token);

        Assert.False(result.Succeeded);
        Assert.Contains("No such process", Assert.Single(result.ErrorTail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confined_program_mounts_nothing()
    {
        await NeedSandboxAsync();

        var result = await _runner.RunAsync(Shell("mount -t tmpfs none /dev/shm", new Confinement()), Token);

        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task A_confined_program_is_told_no_setting()
    {
        Environment.SetEnvironmentVariable("Tests__Setting", "secret");

        Assert.Contains("Tests__Setting=secret", await LinesAsync(_runner, new ToolRequest { Program = "env", Arguments = [] }));
        Assert.DoesNotContain("Tests__Setting=secret", await LinesAsync(_runner, new ToolRequest { Program = "env", Arguments = [], Confinement = new Confinement() }));
    }

    [Fact]
    public async Task Where_a_sandbox_is_required_and_cannot_be_made_nothing_is_started()
    {
        static Task<ToolResult> RefuseAsync(ToolRequest request, SandboxForm form) =>
            Task.FromResult(new ToolResult { ExitCode = 1, ErrorTail = ["not permitted"] });

        Assert.Null(await new Sandbox(SandboxMode.Auto, RefuseAsync).FormAsync("/usr/bin/true"));
        var required = new Sandbox(SandboxMode.Require, RefuseAsync);
        var refused = await Assert.ThrowsAsync<ToolMissingException>(() => required.FormAsync("/usr/bin/true"));

        Assert.Equal("bwrap", refused.Program);
    }

    [Fact]
    public async Task Words_ending_and_signals_come_through()
    {
        var input = "through\n"u8.ToArray();

        var (said, output) = await _runner.CaptureAsync(Shell("cat; echo words >&2; exit 7", new Confinement()) with { Input = input }, 1000, Token);
        var killed = await _runner.RunAsync(Shell("kill -9 $$", new Confinement()), Token);

        Assert.Equal(("through\n", 7, 128 + 9), (output, said.ExitCode, killed.ExitCode));
        Assert.Equal(["words"], said.ErrorTail);
    }

    [Fact]
    public async Task Limits_hold_with_and_without_a_sandbox()
    {
        var film = _tree.File("film", "film"u8);
        var request = Shell(
            "while [ $(ulimit -f) = unlimited ]; do :; done; while [ $(ulimit -t) = unlimited ]; do :; done; ulimit -d; ulimit -f; ulimit -t",
            Confinement.To(film) with { Memory = 1 << 30 }) with
        { Limit = TimeSpan.FromSeconds(60) };
        string[] expected = ["1048576", "0", $"{60 * Environment.ProcessorCount}"];

        Assert.Equal(expected, await LinesAsync(_runner, request));
        Assert.Equal(
            [(2, 1UL << 30), (6, 16_384UL), (1, 1UL << 30), (0, 60UL * (ulong)Environment.ProcessorCount)],
            ToolLimits.Of(request with { Confinement = request.Confinement! with { Writes = _tree.At("result") } }));
        Assert.Empty(ToolLimits.Of(request with { Confinement = null }));
    }

    [Fact]
    public async Task Limits_that_come_late_hold_for_children_too()
    {
        var request = new ToolRequest
        {
            Program = "sh",
            Arguments = ["-c", "while [ $(ulimit -f) = unlimited ]; do sleep 0.02; done & echo $$; wait"],
            OutputLine = line => ToolLimits.Apply(int.Parse(line, CultureInfo.InvariantCulture), [(Native.FileSizeLimit, 0)]),
            Limit = TimeSpan.FromSeconds(60),
        };

        var result = await _runner.RunAsync(request, Token);

        Assert.True(result.Succeeded);
    }

    [Fact]
    public async Task Without_sandbox_and_limits_nothing_is_different()
    {
        await using var runner = new ToolRunner(TimeProvider.System, SandboxMode.Off);
        var secret = _tree.File("secret", "secret"u8);

        Assert.Equal(["secret", "unlimited"], await LinesAsync(runner, Shell($"cat {secret}; echo; ulimit -f", new Confinement())));
        Assert.Equal(SandboxLevel.Off, (await runner.FindSandboxAsync()).Level);
    }

    [Fact]
    public async Task A_confined_program_that_stands_still_is_killed_and_one_that_moves_is_not()
    {
        var limit = TimeSpan.FromSeconds(1);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        long bytes = 0;

        var still = await _runner.RunAsync(new ToolRequest { Program = "sleep", Arguments = ["1000"], Confinement = new Confinement(), IdleLimit = limit }, Token);
        var moving = _runner.RunAsync(
            new ToolRequest { Program = "yes", Arguments = [], Confinement = new Confinement(), IdleLimit = limit, OutputLine = line => bytes++ }, cancel.Token);
        await Task.WhenAny(moving, Task.Delay(3 * limit, Token));
        var goesOn = !moving.IsCompleted;
        await cancel.CancelAsync();

        Assert.True(still.TimedOut);
        Assert.True(goesOn);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving);
    }

    [Fact]
    public async Task Cpu_time_is_that_of_the_program_in_the_sandbox()
    {
        using var cancel = new CancellationTokenSource();
        var id = new TaskCompletionSource<int>();
        var run = _runner.RunAsync(Shell("while :; do :; done", new Confinement()) with { Started = id.SetResult }, cancel.Token);
        var leader = await id.Task;

        await Eventually.TrueAsync(() => ProcessCpu.TryRead(leader) > TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Null(ProcessCpu.TryRead(leader));
    }

    private static ToolRequest Shell(string script, Confinement confinement) =>
        new() { Program = "sh", Arguments = ["-c", script], Confinement = confinement };

    private static async Task<string[]> LinesAsync(ToolRunner runner, ToolRequest request) =>
        (await runner.CaptureAsync(request, 100_000, Token)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task NeedSandboxAsync()
    {
        if (await _runner.FindSandboxAsync() is { Level: not SandboxLevel.Full } found)
        {
            Assert.Skip(found.Detail);
        }
    }
}
