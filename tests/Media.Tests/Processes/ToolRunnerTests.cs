using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Processes;

public sealed class ToolRunnerTests : IDisposable
{
    private readonly ToolRunner _runner = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _runner.Dispose();
        Assert.Empty(_tree.Entries());
        _tree.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(255)]
    public async Task An_exit_code_is_kept(int code)
    {
        var result = await _runner.RunAsync(Fake("exit", $"{code}"), Token);

        Assert.Equal(code, result.ExitCode);
        Assert.Equal(code == 0, result.Succeeded);
        Assert.True(result.ErrorEmpty);
    }

    [Fact]
    public async Task A_signal_is_128_and_its_number()
    {
        var result = await _runner.RunAsync(Fake("crash"), Token);

        Assert.Equal(137, result.ExitCode);
    }

    [Fact]
    public async Task Lines_arrive_in_order_and_the_last_needs_no_end()
    {
        var lines = new List<string>();
        var id = 0;

        await _runner.RunAsync(
            Fake("say", "one", "say", "", "say", "zwei ü 漢") with { OutputLine = lines.Add, Started = started => id = started }, Token);

        Assert.Equal(["one", "", "zwei ü 漢"], lines);
        Assert.False(ProcessTable.IsAlive(id));
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] odd = ["", " ", "a b", "\"", "\\", "\\\"", "a\\", "line\nbreak", "\t", "$(id)", "`id`", "*", "--", "-n", "'", "ü漢", "%PATH%"];

        var (_, output) = await _runner.CaptureAsync(Fake(["arguments", .. odd]), 1000, Token);

        Assert.Equal(odd, output.Split('\0')[..^1]);
    }

    [Fact]
    public async Task Input_environment_and_folder_reach_the_program()
    {
        var input = new byte[300_000];
        Array.Fill(input, (byte)'x');

        var (result, output) = await _runner.CaptureAsync(
            Fake("variable", "FAKE", "variable", "HOME", "folder", "copy-input") with
            {
                Input = input,
                WorkingDirectory = _tree.Root,
                Environment = new Dictionary<string, string> { ["FAKE"] = "a b" },
            },
            1_000_000,
            Token);

        Assert.True(result.Succeeded);
        Assert.Equal($"a b\n{Environment.GetEnvironmentVariable("HOME")}\n{_tree.Root}\n{new string('x', input.Length)}", output);
    }

    [Fact]
    public async Task Input_that_nobody_reads_blocks_nothing()
    {
        var result = await _runner.RunAsync(Fake("exit", "3") with { Input = new byte[1_000_000] }, Token);

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task No_input_is_end_of_file()
    {
        var (result, output) = await _runner.CaptureAsync(Fake("copy-input", "say", "done"), 100, Token);

        Assert.True(result.Succeeded);
        Assert.Equal("done\n", output);
    }

    [Fact]
    public async Task A_flood_on_both_outputs_blocks_nothing_and_only_the_tail_is_kept()
    {
        var characters = 0;

        var result = await _runner.RunAsync(
            Fake("flood-error", "1000000", "flood-output", "1000000", "complain", new string('y', 5000), "complain", "last") with
            {
                OutputLine = line => characters += line.Length + 1,
            },
            Token);

        Assert.True(result.Succeeded);
        Assert.Equal(1_000_000, characters);
        Assert.Equal(40, result.ErrorTail.Count);
        Assert.Equal("last", result.ErrorTail[^1]);
        Assert.Equal(2000, result.ErrorTail[^2].Length);
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    [InlineData("/etc")]
    public async Task A_missing_program_is_named(string program)
    {
        var request = new ToolRequest { Program = program, Arguments = [] };

        var exception = await Assert.ThrowsAsync<ToolMissingException>(() => _runner.RunAsync(request, Token));

        Assert.Equal(program, exception.Program);
    }

    [Fact]
    public async Task A_missing_working_folder_is_no_missing_program()
    {
        var request = Fake("exit", "0") with { WorkingDirectory = _tree.At("absent") };

        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => _runner.RunAsync(request, Token));
    }

    [Fact]
    public async Task A_throwing_line_callback_ends_the_program_and_comes_out()
    {
        var id = 0;
        var request = Fake("say", "x", "hang") with { Started = started => id = started, OutputLine = _ => throw new FormatException("bad") };

        await Assert.ThrowsAsync<FormatException>(() => _runner.RunAsync(request, Token));

        Assert.False(ProcessTable.IsAlive(id));
    }

    [Fact]
    public async Task A_throwing_start_callback_ends_the_program_and_comes_out()
    {
        var id = 0;
        var request = Fake("hang") with
        {
            Started = started =>
            {
                id = started;
                throw new FormatException("bad");
            },
        };

        await Assert.ThrowsAsync<FormatException>(() => _runner.RunAsync(request, Token));

        Assert.False(ProcessTable.IsAlive(id));
    }

    [Fact]
    public async Task Too_much_captured_output_ends_the_program()
    {
        var id = 0;
        var request = Fake("flood-output", "100000", "hang") with { Started = started => id = started };

        await Assert.ThrowsAsync<ToolOutputTooLongException>(() => _runner.CaptureAsync(request, 5000, Token));

        Assert.False(ProcessTable.IsAlive(id));
    }

    private static ToolRequest Fake(params string[] words) => new() { Program = FakeToolPath.Value, Arguments = words };
}
