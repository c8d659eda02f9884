using Microsoft.Extensions.Options;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>
/// Whether encoders can bring sources and results over now. While they cannot, nothing is ordered, and what fails is held against nobody.
/// </summary>
public sealed class StorageOutage(StorageLayout layout, StorageGuard guard, IOptions<StorageOptions> options, ILogger<StorageOutage> logger)
{
    private string? _said;

    /// <summary>One sentence; null when all is well. Tells the log when it begins and when it is over.</summary>
    public string? Now()
    {
        var problem = guard.Problem(StorageFolder.Incoming) ?? guard.Problem(StorageFolder.Work) ?? Full(StorageFolder.Work);
        var before = Interlocked.Exchange(ref _said, problem);
        if (problem is not null && before is null)
        {
            logger.OutageBegan(problem);
        }
        else if (problem is null && before is not null)
        {
            logger.OutageOver();
        }

        return problem;
    }

    /// <summary>One sentence when the disk of a folder lacks room; null when it has enough.</summary>
    public string? Full(StorageFolder which)
    {
        var folder = layout.Absolute(which);
        try
        {
            var free = Folders.FreeBytes(folder);
            return free >= options.Value.MinimumFreeBytes ? null
                : $"The disk of {folder} has {free} free bytes, fewer than Storage:MinimumFreeBytes ({options.Value.MinimumFreeBytes})";
        }
        catch (IOException failure)
        {
            return $"The disk of {folder} does not answer: {failure.Message}";
        }
    }
}
