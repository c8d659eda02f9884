using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Proof;

public sealed class InspectionTests
{
    [Fact]
    public async Task A_process_that_knows_a_folder_of_the_farm_is_named_until_it_is_gone()
    {
        using var tree = new TempTree();
        using var stop = new CancellationTokenSource();
        await using var tools = new ToolRunner();
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new ToolRequest
        {
            Program = "sleep",
            Arguments = ["600"],
            Environment = new Dictionary<string, string> { ["FOLDER"] = tree.At("below") },
            Started = started.SetResult,
        };
        var running = tools.RunAsync(request, stop.Token);
        var id = await started.Task;
        await Eventually.TrueAsync(() => ProcessTable.Name(id) == "sleep", TimeSpan.FromSeconds(20));

        Assert.EndsWith("sleep 600", Assert.Single(await Inspection.ProcessesAsync([tree.Root], TimeSpan.Zero)), StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(await Inspection.ProcessesAsync([tree.Root], TimeSpan.FromSeconds(20)));
    }
}
