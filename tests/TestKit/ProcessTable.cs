using System.Globalization;

namespace Transcoder.TestKit;

/// <summary>What the kernel says about processes, for proofs that one is dead.</summary>
public static class ProcessTable
{
    /// <summary>Whether it runs; a zombie does not.</summary>
    public static bool IsAlive(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The program's name, as the kernel keeps it; empty when it is gone.</summary>
    public static string Name(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The direct children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId) =>
        [.. Directory.EnumerateDirectories($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    /// <summary>Waits for a file that a child announces its process id in.</summary>
    public static async Task<int> ReadIdAsync(string path)
    {
        await Eventually.TrueAsync(() => File.Exists(path), TimeSpan.FromSeconds(20), () => $"no {path}");
        return int.Parse(await File.ReadAllTextAsync(path), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until a process is dead.</summary>
    public static Task DeadAsync(int processId) =>
        Eventually.TrueAsync(() => !IsAlive(processId), TimeSpan.FromSeconds(20), () => $"{processId} is alive");
}
