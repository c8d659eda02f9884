namespace Transcoder.Media.Containers;

/// <summary>The form in which Matroska is written: elements of an id, a size and content (RFC 8794).</summary>
internal static class Ebml
{
    /// <summary>Reads a number of as many bytes as the first one's leading zeros say, and one.</summary>
    /// <param name="bytes">It begins them.</param>
    /// <param name="keepMarker">Whether the bit that says how long it is belongs to it, as in an id.</param>
    /// <returns>Null when more bytes are needed.</returns>
    /// <exception cref="InvalidDataException">No number begins so.</exception>
    public static (long Value, int Length)? Number(ReadOnlySpan<byte> bytes, bool keepMarker)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var length = byte.LeadingZeroCount(bytes[0]) + 1;
        if (length > 8)
        {
            throw new InvalidDataException("This is no Matroska.");
        }

        return bytes.Length < length ? null : (Unsigned(bytes[..length]) & (keepMarker ? -1L : (1L << (7 * length)) - 1), length);
    }

    /// <summary>Reads the id and the size of an element.</summary>
    /// <param name="bytes">It begins them; 12 are enough.</param>
    /// <returns>With the length of both; null where no element begins.</returns>
    public static (long Id, long Size, int Length)? Head(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Number(bytes, keepMarker: true) is { } id && Number(bytes[id.Length..], keepMarker: false) is { } size
                ? (id.Value, size.Value, id.Length + size.Length)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <param name="content">Of an element that holds others.</param>
    /// <returns>These, up to the first that is none or not whole.</returns>
    public static IEnumerable<(long Id, ReadOnlyMemory<byte> Content)> Children(ReadOnlyMemory<byte> content)
    {
        while (Head(content.Span) is { } head && head.Size <= content.Length - head.Length)
        {
            yield return (head.Id, content.Slice(head.Length, (int)head.Size));
            content = content[(head.Length + (int)head.Size)..];
        }
    }

    /// <param name="bytes">At most 8, the first one weighs most.</param>
    public static long Unsigned(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        foreach (var one in bytes)
        {
            value = (value << 8) | one;
        }

        return value;
    }
}
