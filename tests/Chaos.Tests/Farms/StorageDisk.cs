using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Farms;

/// <summary>A disk of its own for a farm's storage, which may be full or away. Nobody drops a film on it meanwhile.</summary>
internal sealed class StorageDisk : IAsyncDisposable
{
    // The films of an hour, and the room below which a coordinator orders nothing.
    private const long Bytes = 1L << 29;

    private readonly Farm _farm;
    private readonly Mount _disk;
    private readonly Mount _storage;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<string> _surprises = [];

    private StorageDisk(Farm farm, Mount disk, Mount storage) => (_farm, _disk, _storage) = (farm, disk, storage);

    /// <summary>What was written to where the disk should have been.</summary>
    public IReadOnlyList<string> Surprises => _surprises;

    /// <summary>To be called before any program of the farm starts.</summary>
    public static async Task<StorageDisk> BringAsync(Farm farm)
    {
        var content = farm.Tree.At("disk");
        var disk = await Mount.SmallDiskAsync(content, Bytes);
        var storage = Mount.Of(content, farm.Storage.Root);
        await storage.BringAsync();
        return new StorageDisk(farm, disk, storage);
    }

    /// <summary>Puts a complete film below <c>incoming/</c>.</summary>
    public Task DropAsync(string made, string name) => AloneAsync(() =>
    {
        _farm.Storage.Drop(made, name);
        return Task.CompletedTask;
    });

    /// <summary>Leaves no room for so long.</summary>
    public Task FillAsync(TimeSpan length, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var filler = _disk.Fill();
        await Task.Delay(length, cancellationToken);
        File.Delete(filler);
    });

    /// <summary>Takes the disk away for so long.</summary>
    public Task TakeAwayAsync(TimeSpan length, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        await _storage.TakeAsync();
        await Task.Delay(length, cancellationToken);
        _surprises.AddRange(Directory.EnumerateFileSystemEntries(_farm.Storage.Root).Select(file => $"{file} was written while the storage was away"));
        await _storage.BringAsync();
    });

    /// <summary>Also while programs still use it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _disk.DisposeAsync();
        _gate.Dispose();
    }

    private async Task AloneAsync(Func<Task> action)
    {
        await _gate.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _gate.Release();
        }
    }
}
