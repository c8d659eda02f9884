using System.Buffers.Binary;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Puts into HEVC films what no encoder here can write: HDR10+ and Dolby Vision.</summary>
internal static class DynamicHdr
{
    // A prefix SEI (39) with registered user data (4) of 22 bytes: country, provider, its code 1, application 4 of version 1; then one window
    // with some brightness and no curve.
    private static readonly byte[] Hdr10Plus =
    [
        0, 0, 0, 1, 0x4E, 0x01, 0x04, 22, 0xB5, 0x00, 0x3C, 0x00, 0x01, 0x04, 0x01,
        0x40, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x80, 0x10, 0x10, 0x80,
    ];

    private static readonly string[] BoxesAround = ["moov", "trak", "mdia", "minf", "stbl", "stsd"];

    /// <summary>Writes a film with HDR10+ on every frame.</summary>
    /// <param name="annexB">A bare HEVC stream.</param>
    /// <param name="path">Ends in ".mkv".</param>
    public static async Task AddHdr10PlusAsync(string annexB, string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(annexB, cancellationToken);
        await using (var changed = File.Create(path + ".hevc"))
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                if (IsFirstSlice(bytes.AsSpan(at)))
                {
                    await changed.WriteAsync(Hdr10Plus, cancellationToken);
                }

                changed.WriteByte(bytes[at]);
            }
        }

        await Clips.FfmpegAsync(["-framerate", "25", "-i", path + ".hevc", "-c", "copy", "-bsf:v", "setts=ts=N*48000", path], cancellationToken);
    }

    /// <summary>Writes the configuration record of Dolby Vision into the sample entry of an MP4 file whose index is at its end.</summary>
    public static async Task AddDolbyVisionAsync(string mp4, byte profile, byte compatibility, CancellationToken cancellationToken)
    {
        var bytes = (await File.ReadAllBytesAsync(mp4, cancellationToken)).ToList();
        var box = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "dvvC"u8.CopyTo(box.AsSpan(4));
        box[8] = 1;
        box[10] = (byte)(profile << 1);
        box[11] = (1 << 3) | 0b101;
        box[12] = (byte)(compatibility << 4);

        var entry = Find(bytes, "hev1"u8) is >= 0 and var found ? found : Find(bytes, "hvc1"u8);
        var end = entry - 4 + Size(bytes, entry);
        Grow(bytes, entry, box.Length);
        foreach (var name in BoxesAround)
        {
            Grow(bytes, Find(bytes, System.Text.Encoding.ASCII.GetBytes(name)), box.Length);
        }

        bytes.InsertRange(end, box);
        await File.WriteAllBytesAsync(mp4, [.. bytes], cancellationToken);
    }

    // A start code, a unit of a picture (types 0 to 31), and the bit that says "first slice".
    private static bool IsFirstSlice(ReadOnlySpan<byte> bytes) =>
        bytes is [0, 0, 1, var type, _, var first, ..] && (type >> 1) < 32 && (first & 0x80) != 0;

    private static int Find(List<byte> bytes, ReadOnlySpan<byte> name) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes).LastIndexOf(name);

    private static int Size(List<byte> bytes, int name) =>
        BinaryPrimitives.ReadInt32BigEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)[(name - 4)..]);

    private static void Grow(List<byte> bytes, int name, int by) =>
        BinaryPrimitives.WriteInt32BigEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)[(name - 4)..], Size(bytes, name) + by);
}
