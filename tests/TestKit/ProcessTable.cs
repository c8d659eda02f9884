using System.Globalization;
using CliWrap;

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

    /// <summary>Sends a signal, such as "STOP"; a process that has ended already is no error.</summary>
    public static async Task SignalAsync(int processId, string signal) => await Cli.Wrap("kill")
        .WithArguments([$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)])
        .WithValidation(CommandResultValidation.None)
        .ExecuteAsync();

    /// <summary>The program's name, as the kernel keeps it; empty when it is gone.</summary>
    public static string Name(int processId) => Read($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/comm").Trim();

    /// <summary>The program and its arguments; empty when it is gone.</summary>
    public static IReadOnlyList<string> CommandLine(int processId) =>
        Read($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Living processes whose environment holds this variable, as all do that descend from one that was started with it.</summary>
    public static IReadOnlyList<int> With(string variable, string value) =>
        [.. new DirectoryInfo("/proc").EnumerateDirectories()
            .Select(folder => int.TryParse(folder.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && Read($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/environ").Split('\0').Contains($"{variable}={value}") && IsAlive(id))];

    /// <summary>The direct children of a process; none when it is gone.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId)
    {
        var threads = new DirectoryInfo($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/task");
        try
        {
            return [.. threads.EnumerateDirectories()
                .SelectMany(thread => Read(Path.Combine(thread.FullName, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Living processes that hold a text in their arguments or variables, such as the name of a folder that only they use.</summary>
    public static IReadOnlyList<int> Mentioning(string text) =>
        [.. new DirectoryInfo("/proc").EnumerateDirectories()
            .Select(folder => int.TryParse(folder.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && id != System.Environment.ProcessId && IsAlive(id))
            .Where(id => CommandLine(id).Any(argument => argument.Contains(text, StringComparison.Ordinal))
                || Read($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/environ").Contains(text, StringComparison.Ordinal))];

    /// <summary>Waits for a file that a child announces its process id in.</summary>
    public static async Task<int> ReadIdAsync(string path)
    {
        await Eventually.TrueAsync(() => File.Exists(path), TimeSpan.FromSeconds(20), () => $"no {path}");
        return int.Parse(await File.ReadAllTextAsync(path), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until a process that was ended is dead.</summary>
    public static Task DeadAsync(int processId) => DeadAsync(processId, TimeSpan.FromSeconds(20));

    /// <summary>Waits until a process is dead that ends by itself.</summary>
    public static Task DeadAsync(int processId, TimeSpan limit) =>
        Eventually.TrueAsync(() => !IsAlive(processId), limit, () => $"{processId} is alive");

    // Processes and threads may end between a look at the table and the reading of an entry.
    private static string Read(string entry)
    {
        try
        {
            return File.ReadAllText(entry);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
