using System.Diagnostics.CodeAnalysis;

namespace Transcoder.Media.Files;

/// <summary>Proves that paths from messages and users stay below a root.</summary>
public static class StoragePath
{
    /// <summary>Checks a path relative to a storage root.</summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? relative) => throw new NotSupportedException();

    /// <summary>The absolute path of a relative one.</summary>
    public static string Resolve(string root, string relative) => throw new NotSupportedException();

    /// <summary>Whether a path is below a root after all symbolic links are followed.</summary>
    public static bool StaysBelow(string root, string absolute) => throw new NotSupportedException();
}
