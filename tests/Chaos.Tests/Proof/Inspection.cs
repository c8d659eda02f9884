using Transcoder.Chaos.Tests.Farms;
using Transcoder.Chaos.Tests.Films;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>Looks at what a farm leaves.</summary>
internal sealed class Inspection(ChaosFarm farm, ToolRunner tools)
{
    private const string RecordFolder = ".transcoder";

    /// <summary>Everything but processes, of a farm that has ended and still has its files.</summary>
    public async Task<Findings> LookAsync(CancellationToken cancellationToken)
    {
        var reader = new FilmReader(tools, farm.Farm.Tree.Folder("decoded"));
        var completed = new Dictionary<string, FilmReading>();
        foreach (var file in farm.Farm.Files("completed"))
        {
            completed[file] = await reader.ReadAsync(farm.Farm.At("completed", file), cancellationToken);
        }

        return new Findings
        {
            Completed = completed,
            Archived = await HashesAsync("archive", cancellationToken),
            Failed = await HashesAsync("failed", cancellationToken),
            Strays =
            [
                .. farm.Farm.Files("incoming").Select(file => $"incoming/{file}"), .. farm.Farm.Files("work").Select(file => $"work/{file}"),
                .. farm.EncoderFolders.SelectMany(FilesBelow),
            ],
            Records = [.. FilesBelow(farm.Farm.At("completed", RecordFolder)).Select(file => Path.GetFileName(file))],
        };
    }

    /// <summary>Who is left of a farm that has ended. What was killed with its master may take a moment to go.</summary>
    /// <param name="folders">That only processes of the farm know of.</param>
    /// <param name="limit">How long they may take.</param>
    public static async Task<IReadOnlyList<string>> ProcessesAsync(IReadOnlyList<string> folders, TimeSpan limit)
    {
        IReadOnlyList<int> left = [];
        try
        {
            await Eventually.TrueAsync(() => (left = [.. folders.SelectMany(ProcessTable.Mentioning)]).Count == 0, limit);
        }
        catch (TimeoutException)
        {
            // Named below.
        }

        return [.. left.Select(id => string.Join(' ', ProcessTable.CommandLine(id)))];
    }

    private async Task<IReadOnlyDictionary<string, string>> HashesAsync(string folder, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>();
        foreach (var file in farm.Farm.Files(folder))
        {
            hashes[file] = await FileHash.Sha256Async(farm.Farm.At(folder, file), cancellationToken);
        }

        return hashes;
    }

    private static string[] FilesBelow(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }) : [];
}
