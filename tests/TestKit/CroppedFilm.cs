using System.Buffers.Binary;
using System.Text;
using Transcoder.Media.Containers;

namespace Transcoder.TestKit;

/// <summary>Writes into films of 640 x 480 what ffmpeg 5.1 cannot write: that players leave out a part of the picture.</summary>
public static class CroppedFilm
{
    /// <summary>Makes a film of ten pictures of H.264, without sound.</summary>
    /// <param name="path">Ends with .mkv, .mp4 or .mov.</param>
    /// <param name="cropping">Each side below 256; in Matroska three of them at most.</param>
    /// <returns>The path.</returns>
    public static async Task<string> MakeAsync(string path, Cropping cropping, CancellationToken cancellationToken)
    {
        var matroska = path.EndsWith(".mkv", StringComparison.Ordinal);
        string[] shape = matroska ? ["-vf", "setsar=4/3"] : [];
        var clip = new ClipShape { Frames = 10, Width = 640, Height = 480, AudioCodec = null, VideoOptions = ["-preset", "ultrafast", .. shape] };
        var bytes = await File.ReadAllBytesAsync(await Clips.MakeAsync(path, clip, cancellationToken), cancellationToken);
        await File.WriteAllBytesAsync(path, matroska ? Matroska(bytes, cropping) : QuickTime(bytes, cropping), cancellationToken);
        return path;
    }

    // In the place of DisplayWidth, DisplayHeight and DisplayUnit, numbers of one byte that say 16, 9 and 3.
    private static byte[] Matroska(byte[] bytes, Cropping cropping)
    {
        (byte Id, int Pixels)[] sides = [(0xCC, cropping.Left), (0xBB, cropping.Top), (0xDD, cropping.Right), (0xAA, cropping.Bottom)];
        byte[] display = [0x54, 0xB0, 0x81, 16, 0x54, 0xBA, 0x81, 9, 0x54, 0xB2, 0x81, 3];
        byte[] crop = [.. sides.Where(side => side.Pixels > 0).SelectMany(side => (byte[])[0x54, side.Id, 0x81, (byte)side.Pixels])];
        crop.CopyTo(bytes, bytes.AsSpan().IndexOf(display));
        return bytes;
    }

    // Behind all else in the description of the picture. The header stands behind the pictures, so nothing that points to these changes.
    private static byte[] QuickTime(byte[] bytes, Cropping cropping)
    {
        const int boxBytes = 40;
        var (place, end) = (0, 0);
        foreach (var type in (string[])["moov", "trak", "mdia", "minf", "stbl", "stsd", "avc1"])
        {
            place += bytes.AsSpan(place).IndexOf(Encoding.ASCII.GetBytes(type));
            var size = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(place - 4));
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(place - 4), size + boxBytes);
            end = place - 4 + size;
        }

        // The middle moves by half of what one side loses more than the other.
        var (left, top, right, bottom) = cropping;
        int[] fractions = [640 - left - right, 1, 480 - top - bottom, 1, left - right, 2, top - bottom, 2];
        byte[] box = [0, 0, 0, boxBytes, .. "clap"u8, .. fractions.SelectMany(number => (byte[])[(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number])];
        return [.. bytes[..end], .. box, .. bytes[end..]];
    }
}
