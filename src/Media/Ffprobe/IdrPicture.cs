using System.Buffers.Binary;

namespace Transcoder.Media.Ffprobe;

/// <summary>
/// Tells whether a packet is an instantaneous decoding refresh picture, behind which nothing refers to what stands before it: of H.264 nal_unit_type 5
/// (ITU-T H.264, table 7-1), of HEVC IDR_W_RADL and IDR_N_LP (ITU-T H.265, table 7-1). A keyframe alone may be less. Pure.
/// </summary>
internal static class IdrPicture
{
    private const int LengthBytes = 4;

    /// <param name="codec">ffmpeg's name; what is neither H.264 nor HEVC is none.</param>
    /// <param name="packet">All of it, as Matroska and MP4 have it: units with lengths of four bytes before them. Whatever is not just that is none.</param>
    public static bool Is(string? codec, ReadOnlySpan<byte> packet) => Count(codec, packet) is { Pictures: > 0 } count && count.Pictures == count.Refreshes;

    /// <summary>Tells whether a packet is a picture and surely no such one.</summary>
    /// <inheritdoc cref="Is"/>
    public static bool IsOther(string? codec, ReadOnlySpan<byte> packet) => Count(codec, packet) is { Pictures: > 0, Refreshes: 0 };

    /// <returns>Slices, and how many of them are of such a picture; null where the packet is not made of units to its end.</returns>
    private static (int Pictures, int Refreshes)? Count(string? codec, ReadOnlySpan<byte> packet)
    {
        var (pictures, refreshes) = (0, 0);
        while (packet.Length > LengthBytes)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(packet);
            var rest = packet[LengthBytes..];
            if (length == 0 || length > rest.Length || (rest[0] & 0x80) != 0)
            {
                return null;
            }

            var (picture, refresh) = Kind(codec, rest[0]);
            pictures += picture ? 1 : 0;
            refreshes += refresh ? 1 : 0;
            packet = rest[(int)length..];
        }

        return packet.IsEmpty ? (pictures, refreshes) : null;
    }

    private static (bool Picture, bool Refresh) Kind(string? codec, byte header) => codec switch
    {
        "h264" => (header & 0x1F) is var type ? (type is >= 1 and <= 5, type is 5) : default,
        "hevc" => ((header >> 1) & 0x3F) is var type ? (type < 32, type is 19 or 20) : default,
        _ => default,
    };
}
