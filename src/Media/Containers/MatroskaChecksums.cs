using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Transcoder.Media.Containers;

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

    // Of what is written into a pipe.
    private const long Unknown = (1L << 56) - 1;

    // Without content that a film needs: the head of the file, which says what it is, and empty room.
    private static readonly HashSet<long> Bare = [0x1A45DFA3, 0xEC];

    // SeekHead, Info, Tracks, Chapters, Cluster, Cues, Attachments, Tags.
    private static readonly HashSet<long> Parts = [0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1043A770, 0x1F43B675, 0x1C53BB6B, 0x1941A469, 0x1254C367];

    /// <summary>Reads the whole file once.</summary>
    /// <param name="path">A file that nobody writes any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>
    /// Where the first part begins, in bytes, that is not as it was written, or has no checksum though others have one; null where there is none, as in
    /// a file without any checksums.
    /// </returns>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<long?> FindWrongAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var (end, position, summed, unsummed) = (RandomAccess.GetLength(file), 0L, false, (long?)null);
        var buffer = new byte[BufferBytes];
        while (position < end)
        {
            var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, HeadBytes + SumBytes), position, cancellationToken).ConfigureAwait(false);
            if (Ebml.Head(buffer.AsSpan(0, read)) is not { } head)
            {
                return position;
            }

            var next = position + head.Length + head.Size;
            if (head.Id is Segment)
            {
                if (next != end && head.Size != Unknown)
                {
                    return position;
                }

                // What is in it follows as if it stood alone.
                position += head.Length;
                continue;
            }

            if (next > end || !(Parts.Contains(head.Id) || Bare.Contains(head.Id)))
            {
                return position;
            }

            if (Parts.Contains(head.Id))
            {
                var sum = head.Size >= SumBytes ? Sum(buffer.AsSpan(head.Length, SumBytes)) : null;
                unsummed ??= sum is null ? position : null;
                summed |= sum is not null;
                if (sum is not null && sum != await HashAsync(file, next - head.Size + SumBytes, next, buffer, cancellationToken).ConfigureAwait(false))
                {
                    return unsummed ?? position;
                }
            }

            position = next;
        }

        return summed ? unsummed : null;
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
