using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Transcoder.Media.Files;

/// <summary>Proves that paths from messages and users stay below a root.</summary>
public static class StoragePath
{
    private const int LongestPath = 4096;
    private const int LongestSegment = 255;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks a path that is to be relative to a storage root.</summary>
    /// <param name="text">Segments between single slashes. Refused: empty, absolute, a slash at the end, "." and ".." as segments, NUL,
    /// half surrogates, more than 4096 bytes of UTF-8 or 255 in a segment.</param>
    /// <param name="relative">The same text, once proven; every other character is a legal part of a name.</param>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? relative)
    {
        relative = null;
        if (text is null || text.Contains('\0', StringComparison.Ordinal) || Bytes(text) is not (> 0 and <= LongestPath))
        {
            return false;
        }

        foreach (var segment in text.Split('/'))
        {
            if (segment is "" or "." or ".." || Bytes(segment) > LongestSegment)
            {
                return false;
            }
        }

        relative = text;
        return true;
    }

    /// <summary>The absolute path of a relative one. It proves nothing about symbolic links: see <see cref="StaysBelow"/>.</summary>
    /// <param name="root">Absolute.</param>
    /// <param name="relative">As <see cref="TryNormalize"/> accepts it.</param>
    /// <exception cref="ArgumentException">One of them is not so.</exception>
    public static string Resolve(string root, string relative)
    {
        if (!Path.IsPathRooted(root))
        {
            throw new ArgumentException("The root is not absolute.", nameof(root));
        }

        return TryNormalize(relative, out var normal)
            ? $"{root.TrimEnd('/')}/{normal}"
            : throw new ArgumentException("The path is not a plain path below a root.", nameof(relative));
    }

    /// <summary>
    /// Whether a path is below a root after all symbolic links in it are followed; of what does not exist yet, the existing parents count.
    /// The answer holds for this moment only.
    /// </summary>
    /// <param name="root">An existing folder, absolute.</param>
    /// <param name="absolute">The root itself is not below it.</param>
    /// <returns>Also false when the root is missing, or a link leads nowhere.</returns>
    public static bool StaysBelow(string root, string absolute)
    {
        if (RealPath(root) is not { } realRoot || !Path.IsPathRooted(absolute))
        {
            return false;
        }

        var existing = absolute.TrimEnd('/');
        var missing = "";
        string? real;
        while ((real = RealPath(existing.Length == 0 ? "/" : existing)) is null)
        {
            // What is there but has no real path is a dangling link: a write would follow it to who knows where.
            if (existing.Length == 0 || FileStatus.TryRead(existing, followLink: false) is not null)
            {
                return false;
            }

            var cut = existing.LastIndexOf('/');
            missing = existing[cut..] + missing;
            existing = existing[..cut].TrimEnd('/');
        }

        if (missing.Split('/').Contains(".."))
        {
            return false;
        }

        var whole = real.TrimEnd('/') + missing;
        return whole.StartsWith(realRoot.TrimEnd('/') + '/', StringComparison.Ordinal);
    }

    private static int? Bytes(string text)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    internal static string? RealPath(string path)
    {
        var memory = Native.RealPath(path, 0);
        try
        {
            return Marshal.PtrToStringUTF8(memory);
        }
        finally
        {
            Native.Free(memory);
        }
    }
}
