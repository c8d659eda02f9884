using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Transcoder.Media.Containers;

/// <summary>The clean aperture of MP4 and QuickTime (box "clap", ISO/IEC 14496-12, 12.1.4), in the description of the first picture. Used once.</summary>
internal sealed class QuickTimeCropping(SafeFileHandle file)
{
    private const int HeadBytes = 16;

    // Of a description of a picture: its head and what stands before the boxes that it may hold.
    private const int WidthPlace = 32;
    private const int HeightPlace = 34;
    private const int DescriptionBytes = 86;

    // Of a list of descriptions, behind its head: a version and how many follow.
    private const int ListBytes = 8;

    // Of what handles a track, behind its head: a version and nothing.
    private const int HandlerPlace = 8;
    private const int ApertureBytes = 32;

    // A film of a hundred tracks has two thousand.
    private int _boxesLeft = 10_000;

    private sealed record Box(string Type, long Content, long End);

    /// <inheritdoc cref="ContainerCropping.FindAsync"/>
    public async Task<Cropping?> FindAsync(CancellationToken cancellationToken)
    {
        if (await FirstAsync("moov", new Box("", 0, RandomAccess.GetLength(file)), cancellationToken).ConfigureAwait(false) is not { } header)
        {
            return null;
        }

        await foreach (var track in BoxesAsync(header, cancellationToken).ConfigureAwait(false))
        {
            if (track.Type == "trak" && await FirstAsync("mdia", track, cancellationToken).ConfigureAwait(false) is { } media
                && await FirstAsync("hdlr", media, cancellationToken).ConfigureAwait(false) is { } handler
                && Text(await BytesAsync(handler.Content + HandlerPlace, 4, cancellationToken).ConfigureAwait(false)) == "vide")
            {
                return await OfPictureAsync(media, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async Task<Cropping?> OfPictureAsync(Box media, CancellationToken cancellationToken)
    {
        Box? inner = media;
        foreach (var type in (string[])["minf", "stbl", "stsd"])
        {
            inner = inner is null ? null : await FirstAsync(type, inner, cancellationToken).ConfigureAwait(false);
        }

        if (inner is null)
        {
            return null;
        }

        // Of several descriptions the first one counts, as for ffmpeg.
        var start = inner.Content + ListBytes;
        var description = await BytesAsync(start, DescriptionBytes, cancellationToken).ConfigureAwait(false);
        var end = Math.Min(inner.End, start + BinaryPrimitives.ReadUInt32BigEndian(description));
        return await FirstAsync("clap", new Box("", start + DescriptionBytes, end), cancellationToken).ConfigureAwait(false) is { } aperture
            && aperture.End - aperture.Content == ApertureBytes
            ? Of(description, await BytesAsync(aperture.Content, ApertureBytes, cancellationToken).ConfigureAwait(false))
            : null;
    }

    /// <summary>Width, height, and how far its middle lies to the right of and below the picture's, a fraction each.</summary>
    private static Cropping? Of(byte[] description, byte[] aperture)
    {
        int width = BinaryPrimitives.ReadUInt16BigEndian(description.AsSpan(WidthPlace)), height = BinaryPrimitives.ReadUInt16BigEndian(description.AsSpan(HeightPlace));
        var (across, down, right, below) = (Fraction(0), Fraction(8), Fraction(16), Fraction(24));
        var (left, top) = (((width - across) / 2) + right, ((height - down) / 2) + below);

        // Nonsense becomes no number, and that a negative one.
        return Cropping.Of(width, height, Whole(left), Whole(top), Whole(width - across - left), Whole(height - down - top));

        double Fraction(int place) =>
            (double)BinaryPrimitives.ReadInt32BigEndian(aperture.AsSpan(place)) / BinaryPrimitives.ReadInt32BigEndian(aperture.AsSpan(place + 4));
        static long Whole(double side) => double.IsFinite(side) ? (long)Math.Round(side) : -1;
    }

    private async Task<Box?> FirstAsync(string type, Box within, CancellationToken cancellationToken)
    {
        await foreach (var box in BoxesAsync(within, cancellationToken).ConfigureAwait(false))
        {
            if (box.Type == type)
            {
                return box;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<Box> BoxesAsync(Box within, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (within.Content, within.End);
        while (to - from >= 8 && _boxesLeft-- > 0)
        {
            var bytes = await BytesAsync(from, HeadBytes, cancellationToken).ConfigureAwait(false);
            var (size, head) = BinaryPrimitives.ReadUInt32BigEndian(bytes) switch
            {
                0 => (to - from, 8),
                1 => (BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)), HeadBytes),
                var small => (small, 8),
            };
            if (size < head || size > to - from)
            {
                yield break;
            }

            yield return new Box(Text(bytes.AsSpan(4, 4)), from + head, from + size);
            from += size;
        }
    }

    /// <returns>As many; zeros behind the file's end.</returns>
    private async Task<byte[]> BytesAsync(long from, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await RandomAccess.ReadAsync(file, bytes, from, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
