using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests;

/// <summary>How the coordinator's own program refuses to start.</summary>
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

    [Theory]
    [InlineData("Archive")]
    [InlineData("Delete")]
    public async Task A_fate_for_sources_that_lie_anywhere_is_one_sentence_and_78(string fate)
    {
        var result = await RunAsync("--Storage:Incoming=", "--Ingest:Watch=false", $"--Commit:SourceFate={fate}");

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith("Commit:SourceFate: ", Assert.Single(result.ErrorTail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_of_several_sections_are_all_said()
    {
        var result = await RunAsync("--Storage:Endpoints:0=nowhere", "--Ingest:Extensions:0=mkv", "--Database:Provider=PostgreSql");

        Assert.Equal(78, result.ExitCode);
        Assert.Equal(
            ["Database:Provider", "Ingest:Extensions:0", "Storage:Endpoints:0"],
            result.ErrorTail.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--Ingest:QuietPeriod=never", "Ingest:QuietPeriod: \"never\" cannot be understood")]
    [InlineData("--Storage:Root=/proc/farm", "Storage:Root: the folders below it cannot be made")]
    public async Task A_wrong_setting_is_one_sentence_and_nothing_else_and_78(string setting, string sentence)
    {
        var result = await RunAsync(setting);

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith(sentence, Assert.Single(result.ErrorTail), StringComparison.Ordinal);
        Assert.DoesNotContain(_output, line => line.StartsWith("fail", StringComparison.Ordinal) || line.StartsWith("crit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--urls=http://127.0.0.1:0;http://[::]:0")]
    [InlineData("--Kestrel:Endpoints:Open:Url=http://0.0.0.0:0")]
    [InlineData("--urls=http://127.0.0.1:0")]
    public async Task An_API_without_a_token_is_one_sentence_and_78(string address)
    {
        var result = await RunAsync(address, "--Api:TokenFile=");

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith("Api:TokenFile: a coordinator that runs as a service needs a token", Assert.Single(result.ErrorTail), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", null, "Api:TokenFile")]
    [InlineData("two words, each of them long enough for a token of its own", null, "Api:TokenFile")]
    [InlineData(null, null, "Api:TokenFile")]
    [InlineData("0123456789-0123456789-0123456789", "short", "Api:ViewerTokenFile")]
    [InlineData("0123456789-0123456789-0123456789", "0123456789-0123456789-0123456789\n", "Api:ViewerTokenFile")]
    public async Task A_token_that_is_none_is_one_sentence_and_78(string? token, string? viewerToken, string setting)
    {
        string[] tokens = [$"--Api:TokenFile={Written("token", token)}"];
        string[] viewers = viewerToken is null ? [] : [$"--Api:ViewerTokenFile={Written("viewer", viewerToken)}"];

        var result = await RunAsync(["--urls=http://0.0.0.0:0", .. tokens, .. viewers]);

        Assert.Equal(78, result.ExitCode);
        var sentence = Assert.Single(result.ErrorTail);
        Assert.StartsWith($"{setting}: ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", sentence, StringComparison.Ordinal);
    }

    private string Written(string name, string? content) =>
        content is null ? _tree.At(name) : _tree.File(name, System.Text.Encoding.ASCII.GetBytes(content));

    private Task<ToolResult> RunAsync(params string[] settings) => _tools.RunAsync(
        new ToolRequest
        {
            Program = Path.Combine(AppContext.BaseDirectory, "Transcoder.Coordinator"),
            Arguments =
            [
                $"--Storage:Root={_tree.At("root")}", $"--Database:Connection=Data Source={_tree.At("jobs.db")}",
                "--Broker:Url=amqp://localhost:1", "--urls=http://127.0.0.1:0",
                $"--Api:TokenFile={Written("api-token", "0123456789-9876543210-0123456789")}", .. settings,
            ],
            WorkingDirectory = _tree.Root,
            OutputLine = _output.Add,
            Limit = TimeSpan.FromSeconds(60),
        },
        TestContext.Current.CancellationToken);
}
