using System.Buffers.Binary;
using System.Text;

namespace Transcoder.TestKit;

/// <summary>Films in MP4 that say that their picture shows all directions, and one view above the other: no option of ffmpeg does that.</summary>
public static class SphericalFilm
{
    // ISO/IEC 14496-12: where the description of the picture is. Beside the heads of boxes a list of descriptions has a version and a number.
    private static readonly string[] Way = ["moov", "trak", "mdia", "minf", "stbl", "stsd", "avc1"];
    private const int Head = 8;
    private const int BeforeDescriptions = 8;

    /// <summary>Writes into a film whose picture is its first track and whose index stands behind its pictures, as ffmpeg makes it.</summary>
    /// <param name="path">H.264 in MP4.</param>
    /// <param name="cancellationToken">Leaves the film as it was.</param>
    /// <returns>The path.</returns>
    public static async Task<string> MarkAsync(string path, CancellationToken cancellationToken)
    {
        var film = await File.ReadAllBytesAsync(path, cancellationToken);

        // Spherical Video V2 (Google): top and bottom; an equirectangular projection, not turned and not cropped.
        byte[] marks =
        [
            .. Box("st3d", [0, 0, 0, 0, 1]),
            .. Box("sv3d", [.. Box("svhd", new byte[5]), .. Box("proj", [.. Box("prhd", new byte[16]), .. Box("equi", new byte[20])])]),
        ];
        var (at, end) = (0, film.Length);
        foreach (var name in Way)
        {
            while (!film.AsSpan(at + 4, 4).SequenceEqual(Encoding.ASCII.GetBytes(name)))
            {
                at += Size(at);
            }

            end = at + Size(at);
            BinaryPrimitives.WriteInt32BigEndian(film.AsSpan(at), Size(at) + marks.Length);
            at += Head + (name == "stsd" ? BeforeDescriptions : 0);
        }

        await File.WriteAllBytesAsync(path, [.. film[..end], .. marks, .. film[end..]], cancellationToken);
        return path;

        int Size(int place) => BinaryPrimitives.ReadInt32BigEndian(film.AsSpan(place));
    }

    private static byte[] Box(string type, byte[] content)
    {
        var box = new byte[Head + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(box, 4);
        content.CopyTo(box, Head);
        return box;
    }
}
