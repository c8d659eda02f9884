using Microsoft.Extensions.DependencyInjection;
using Transcoder.Coordinator.Storage;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Storage;

public sealed class StorageGuardTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task What_is_not_found_while_its_folder_goes_is_not_lacking()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var guard = coordinator.Services.GetRequiredService<StorageGuard>();

        Assert.Throws<StorageMissingException>(() => guard.Lacks(Go, StorageFolder.Incoming));
        Assert.Throws<StorageMissingException>(() => guard.Lacks(() => false, StorageFolder.Incoming));
        Return();
        Assert.True(guard.Lacks(() => false, StorageFolder.Incoming));
    }

    [Fact]
    public async Task What_is_found_when_its_folder_is_back_is_not_lacking()
    {
        _tree.File("incoming/film.mkv", [1]);
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var guard = coordinator.Services.GetRequiredService<StorageGuard>();
        var looks = 0;

        bool Has()
        {
            if (looks++ > 0)
            {
                return File.Exists(_tree.At("incoming", "film.mkv"));
            }

            Go();
            var has = File.Exists(_tree.At("incoming", "film.mkv"));
            Return();
            return has;
        }

        Assert.False(guard.Lacks(Has, StorageFolder.Incoming));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task Folders_are_made_in_the_marked_folder_only()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var guard = coordinator.Services.GetRequiredService<StorageGuard>();
        guard.MakeFolder(StorageFolder.Incoming, _tree.At("incoming", "a", "b"));
        Go();
        _tree.Folder("incoming");

        Assert.Throws<StorageMissingException>(() => guard.MakeFolder(StorageFolder.Incoming, _tree.At("incoming", "c")));
        Assert.True(Directory.Exists(_tree.At("away", "a", "b")));
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At("incoming")));
    }

    private bool Go()
    {
        Directory.Move(_tree.At("incoming"), _tree.At("away"));
        return false;
    }

    private void Return() => Directory.Move(_tree.At("away"), _tree.At("incoming"));
}
