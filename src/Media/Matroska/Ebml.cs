namespace Transcoder.Media.Matroska;

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
