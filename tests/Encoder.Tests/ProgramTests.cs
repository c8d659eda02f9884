using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests;

/// <summary>How the encoder's own program refuses to start.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();
    private readonly List<string> _output = [];

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task A_wrong_setting_is_one_sentence_and_78()
    {
        var result = await RunAsync(["--Encoder:Slots=0", "--Broker:Url=amqp://localhost"], Environment.GetEnvironmentVariable("PATH")!);

        Assert.Equal(78, result.ExitCode);
        Assert.Equal(["Encoder:Slots: must be between 1 and 64"], result.ErrorTail);
    }

    [Fact]
    public async Task Several_wrong_settings_are_all_said()
    {
        var result = await RunAsync(["--Storage:Endpoints:0=nowhere"], Environment.GetEnvironmentVariable("PATH")!);

        Assert.Equal(78, result.ExitCode);
        Assert.Contains(result.ErrorTail, line => line.StartsWith("Broker:Url: ", StringComparison.Ordinal));
        Assert.Contains(result.ErrorTail, line => line.StartsWith("Storage:Endpoints:0: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_machine_without_ffmpeg_is_told_the_cure_and_69()
    {
        foreach (var tool in (string[])["setpriv", "setsid", "rsync", "ssh"])
        {
            File.CreateSymbolicLink(_tree.At(tool), $"/usr/bin/{tool}");
        }

        var result = await RunAsync(["--Broker:Url=amqp://localhost:1", $"--Encoder:WorkDirectory={_tree.At("work")}"], _tree.Root);

        Assert.Equal(69, result.ExitCode);
        Assert.Contains("ffmpeg", result.ErrorTail[0], StringComparison.Ordinal);
        Assert.All(result.ErrorTail, line => Assert.Contains("Install ffmpeg", line, StringComparison.Ordinal));
        Assert.DoesNotContain(_output, line => line.StartsWith("fail", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_tree.At("work")) && Directory.EnumerateFileSystemEntries(_tree.At("work")).Any());
    }

    private Task<ToolResult> RunAsync(string[] arguments, string path) => _tools.RunAsync(
        new ToolRequest
        {
            Program = Path.Combine(AppContext.BaseDirectory, "Transcoder.Encoder"),
            Arguments = arguments,
            Environment = new Dictionary<string, string> { ["PATH"] = path },
            OutputLine = _output.Add,
            Limit = TimeSpan.FromSeconds(60),
        },
        TestContext.Current.CancellationToken);
}
