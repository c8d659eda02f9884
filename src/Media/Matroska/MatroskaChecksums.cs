using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Transcoder.Media.Matroska;

/// <summary>
/// Holds the parts of a Matroska file against the checksums that they begin with (CRC-32 element, RFC 8794, 11.3.1). ffmpeg writes one into each and
/// looks at none when it reads (5.1), and what its decoders make of a damaged picture often is a picture all the same. WebM has no checksums.
/// </summary>
public static class MatroskaChecksums
{
    private const int BufferBytes = 1 << 20;

    // An id of 4 bytes and a size of 8.
    private const int HeadBytes = 12;
    private const int SumBytes = 6;

    private const long Segment = 0x18538067;
    private const long Cluster = 0x1F43B675;

    // In the order of RFC 9559, with what may stand before and between them.
    private static readonly HashSet<long> Known =
    [
        0x1A45DFA3, 0xEC, 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1043A770, Cluster, 0x1C53BB6B, 0x1941A469, 0x1254C367,
    ];

    /// <summary>Reads the whole file once.</summary>
    /// <param name="path">A file that nobody writes any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>
    /// Where the first part begins, in bytes, that is not as it was written, or is a cluster without a checksum where others have one; null where there is
    /// none, as in a file without any checksums.
    /// </returns>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<long?> FindWrongAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var (end, position, summed) = (RandomAccess.GetLength(file), 0L, false);
        var buffer = new byte[BufferBytes];
        while (position < end)
        {
            var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, HeadBytes + SumBytes), position, cancellationToken).ConfigureAwait(false);
            if (Head(buffer.AsSpan(0, read)) is not { } head)
            {
                return position;
            }

            if (head.Id is Segment)
            {
                // What is in it follows as if it stood alone.
                position += head.Length;
                continue;
            }

            var next = position + head.Length + head.Size;
            if (!Known.Contains(head.Id) || head.Size < 0 || next > end)
            {
                return position;
            }

            var sum = head.Size >= SumBytes ? Sum(buffer.AsSpan(head.Length, SumBytes)) : null;
            if (sum is null ? summed && head.Id is Cluster : sum != await HashAsync(file, next - head.Size + SumBytes, next, buffer, cancellationToken).ConfigureAwait(false))
            {
                return position;
            }

            summed |= sum is not null;
            position = next;
        }

        return null;
    }

    /// <returns>Null where no element begins.</returns>
    private static (long Id, long Size, int Length)? Head(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Ebml.Number(bytes, keepMarker: true) is { } id && Ebml.Number(bytes[id.Length..], keepMarker: false) is { } size
                ? (id.Value, size.Value, id.Length + size.Length)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <returns>Null where the content begins with something else.</returns>
    private static uint? Sum(ReadOnlySpan<byte> content) =>
        content[0] == 0xBF && content[1] == 0x84 ? BinaryPrimitives.ReadUInt32LittleEndian(content[2..]) : null;

    private static async Task<uint> HashAsync(SafeFileHandle file, long from, long to, byte[] buffer, CancellationToken cancellationToken)
    {
        var hash = new Crc32();
        while (from < to)
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, to - from));
            var read = await RandomAccess.ReadAsync(file, wanted, from, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                // Somebody cut the file off meanwhile.
                return ~hash.GetCurrentHashAsUInt32();
            }

            hash.Append(wanted.Span[..read]);
            from += read;
        }

        return hash.GetCurrentHashAsUInt32();
    }
}
