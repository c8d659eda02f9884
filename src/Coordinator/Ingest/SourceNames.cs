using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Which names belong to sources. Pure.</summary>
internal sealed class SourceNames(IOptions<IngestOptions> options)
{
    private static readonly string[] UnfinishedEndings = [".part", ".tmp", ".crdownload"];

    private readonly HashSet<string> _extensions = new(
        options.Value.Extensions is { Count: > 0 } own ? own : IngestOptions.DefaultExtensions, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of files and folders that are not looked at: hidden ones, rsync's temporary ones among them, and unfinished ones.</summary>
    public static bool IsHidden(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name[0] is '.' or '~' || name[^1] == '~')
        {
            return true;
        }

        foreach (var ending in UnfinishedEndings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name that is not hidden has the ending of a source.</summary>
    public bool HasExtension(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        return !extension.IsEmpty && _extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(extension);
    }

    /// <summary>Whether any segment of a path below <c>incoming/</c> is hidden.</summary>
    public static bool IsBelowHidden(string relative)
    {
        foreach (var range in relative.AsSpan().Split('/'))
        {
            if (IsHidden(relative.AsSpan()[range]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a path below <c>incoming/</c> is that of a source: no segment is hidden, and the last one has the ending.</summary>
    public bool IsSource(string relative) => !IsBelowHidden(relative) && HasExtension(relative);
}
