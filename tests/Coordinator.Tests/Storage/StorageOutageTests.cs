using Microsoft.Extensions.DependencyInjection;
using Transcoder.Coordinator.Storage;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Storage;

public sealed class StorageOutageTests
{
    [Theory]
    [InlineData("work")]
    [InlineData("incoming")]
    public async Task A_folder_that_was_away_at_the_start_is_well_when_it_is_back(string folder)
    {
        using var tree = new TempTree();
        await (await TestCoordinator.StartAsync(tree)).DisposeAsync();
        Directory.Move(tree.At(folder), tree.At("aside"));
        await using var coordinator = await TestCoordinator.StartAsync(tree);
        var outage = coordinator.Services.GetRequiredService<StorageOutage>();

        Assert.Contains(folder, outage.Now(), StringComparison.Ordinal);
        Directory.CreateDirectory(tree.At(folder));
        Assert.Contains(folder, outage.Now(), StringComparison.Ordinal);
        Directory.Delete(tree.At(folder));
        Directory.Move(tree.At("aside"), tree.At(folder));
        Assert.Null(outage.Now());
    }

    [Fact]
    public async Task A_full_disk_is_an_outage()
    {
        using var tree = new TempTree();
        await using var coordinator = await TestCoordinator.StartAsync(tree, null, ("Storage:MinimumFreeBytes", "1152921504606846976"));

        Assert.Contains("Storage:MinimumFreeBytes", coordinator.Services.GetRequiredService<StorageOutage>().Now(), StringComparison.Ordinal);
    }
}
