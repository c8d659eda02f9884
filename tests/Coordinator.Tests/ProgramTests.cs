using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests;

/// <summary>How the coordinator's own program refuses to start.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();

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

    private Task<ToolResult> RunAsync(params string[] settings) => _tools.RunAsync(
        new ToolRequest
        {
            Program = Path.Combine(AppContext.BaseDirectory, "Transcoder.Coordinator"),
            Arguments =
            [
                $"--Storage:Root={_tree.At("root")}", $"--Database:Connection=Data Source={_tree.At("jobs.db")}",
                "--Broker:Url=amqp://localhost:1", "--urls=http://127.0.0.1:0", .. settings,
            ],
            WorkingDirectory = _tree.Root,
            Limit = TimeSpan.FromSeconds(60),
        },
        TestContext.Current.CancellationToken);
}
