using Microsoft.Win32.SafeHandles;

namespace Transcoder.Media.Containers;

/// <summary>PixelCropLeft and its like (RFC 9559, 5.1.4.1.28).</summary>
internal static class MatroskaCropping
{
    // What stands before the tracks of a film is a handful, and they are some kilobytes.
    private const int MostParts = 100;
    private const int LongestTracks = 1 << 20;
    private const int HeadBytes = 12;

    private const long Segment = 0x18538067;
    private const long Cluster = 0x1F43B675;
    private const long Tracks = 0x1654AE6B;
    private const long TrackEntry = 0xAE;
    private const long Video = 0xE0;
    private const long PixelWidth = 0xB0;
    private const long PixelHeight = 0xBA;
    private const long CropBottom = 0x54AA;
    private const long CropTop = 0x54BB;
    private const long CropLeft = 0x54CC;
    private const long CropRight = 0x54DD;

    /// <inheritdoc cref="ContainerCropping.FindAsync"/>
    public static async Task<Cropping?> FindAsync(SafeFileHandle file, CancellationToken cancellationToken)
    {
        var (position, end) = (0L, RandomAccess.GetLength(file));
        var bytes = new byte[HeadBytes];
        for (var part = 0; part < MostParts; part++)
        {
            var read = await RandomAccess.ReadAsync(file, bytes, position, cancellationToken).ConfigureAwait(false);
            if (Ebml.Head(bytes.AsSpan(0, read)) is not { } head || head.Id is Cluster)
            {
                return null;
            }

            position += head.Length;
            if (head.Id is Segment)
            {
                continue;
            }

            if (head.Size > end - position)
            {
                return null;
            }

            if (head.Id is Tracks)
            {
                return head.Size <= LongestTracks ? OfTracks(await ContentAsync(file, position, (int)head.Size, cancellationToken).ConfigureAwait(false)) : null;
            }

            position += head.Size;
        }

        return null;
    }

    private static async Task<byte[]> ContentAsync(SafeFileHandle file, long position, int size, CancellationToken cancellationToken)
    {
        var content = new byte[size];
        var read = await RandomAccess.ReadAsync(file, content, position, cancellationToken).ConfigureAwait(false);
        return content[..read];
    }

    private static Cropping? OfTracks(byte[] tracks)
    {
        var pictures = Ebml.Children(tracks).Where(child => child.Id is TrackEntry)
            .SelectMany(track => Ebml.Children(track.Content)).Where(child => child.Id is Video);
        if (pictures.Select(picture => (ReadOnlyMemory<byte>?)picture.Content).FirstOrDefault() is not { } first)
        {
            return null;
        }

        var numbers = Ebml.Children(first).Where(child => child.Content.Length <= 8).ToLookup(child => child.Id, child => Ebml.Unsigned(child.Content.Span));
        return Cropping.Of(Of(PixelWidth), Of(PixelHeight), Of(CropLeft), Of(CropTop), Of(CropRight), Of(CropBottom));

        long Of(long id) => numbers[id].FirstOrDefault();
    }
}
