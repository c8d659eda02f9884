using System.Globalization;
using Transcoder.Media.Files;

namespace Transcoder.Media.Processes;

/// <summary>What a confined program may take of the machine. The kernel holds it, whatever becomes of this process.</summary>
internal static class ToolLimits
{
    // Stacks of threads count, too, which nobody fills; so a small machine gives more than it has.
    private const long EnoughMemory = 8L << 30;

    // Of one user; far more than encoders on the largest machines have threads, and no harm to any.
    private const ulong Processes = 16_384;

    // No encode makes more of a source, and a small source may be any film's beginning.
    private const ulong SmallFile = 1UL << 30;
    private const ulong Growth = 64;

    /// <summary>Applies to a process that has just been started and to all that it starts or has started by now.</summary>
    public static void Apply(int process, IReadOnlyList<(int Resource, ulong Most)> limits)
    {
        foreach (var (resource, most) in limits)
        {
            // A limit that is lower already may not be raised.
            if (Native.GetLimit(process, resource, 0, out var now) == 0 && now.Hard > most)
            {
                _ = Native.SetLimit(process, resource, new Native.ResourceLimit { Soft = most, Hard = most }, 0);
            }
        }

        // Whom it starts from now on inherits all this; who is older stands in this list.
        foreach (var child in Children(process))
        {
            Apply(child, limits);
        }
    }

    /// <summary>By the kernel's numbers of resources.</summary>
    public static IEnumerable<(int Resource, ulong Most)> Of(ToolRequest request)
    {
        if (request.Confinement is not { } confinement)
        {
            yield break;
        }

        yield return (Native.DataLimit, (ulong)(confinement.Memory ?? Math.Max(EnoughMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)));
        yield return (Native.ProcessesLimit, Processes);
        yield return (Native.FileSizeLimit, confinement.Writes is null ? 0 : Math.Max(SmallFile, Growth * Bytes(confinement.Reads)));
        if (request.Limit is { } limit)
        {
            yield return (Native.CpuLimit, (ulong)Math.Ceiling(limit.TotalSeconds * Environment.ProcessorCount));
        }
    }

    private static ulong Bytes(IReadOnlyList<string> files) =>
        (ulong)files.Sum(file => new FileInfo(file) is { Exists: true } found ? found.Length : 0);

    private static IEnumerable<int> Children(int process)
    {
        try
        {
            return [.. File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task/{process}/children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            // It has ended.
            return [];
        }
    }
}
