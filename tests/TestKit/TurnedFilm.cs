using System.Buffers.Binary;

namespace Transcoder.TestKit;

/// <summary>Films in MP4 whose players are to turn the picture: no option of ffmpeg asks for that in all of its versions.</summary>
public static class TurnedFilm
{
    // ISO/IEC 14496-12, 8.3.2: what of a track header stands between its type and its matrix of 16.16 fixed-point numbers, then width and height.
    private const int BeforeMatrix = 40;
    private const int MatrixBytes = 36;
    private const int One = 0x10000;

    /// <summary>Writes into the header of the first track, in place.</summary>
    /// <param name="path">A film that is not turned; its first track is the picture.</param>
    /// <param name="degrees">Counterclockwise, as ffprobe tells it: 90 or 180.</param>
    /// <param name="cancellationToken">Leaves the film as it was.</param>
    /// <returns>The path.</returns>
    public static async Task<string> TurnAsync(string path, int degrees, CancellationToken cancellationToken)
    {
        var film = await File.ReadAllBytesAsync(path, cancellationToken);
        var matrix = film.AsSpan().IndexOf("tkhd"u8) + 4 + BeforeMatrix;
        var (width, height) = (Read(matrix + MatrixBytes), Read(matrix + MatrixBytes + 4));
        int[] rows = degrees == 90 ? [0, -One, 0, One, 0, 0, 0, width] : [-One, 0, 0, 0, -One, 0, width, height];
        foreach (var (place, number) in rows.Index())
        {
            BinaryPrimitives.WriteInt32BigEndian(film.AsSpan(matrix + (4 * place)), number);
        }

        await File.WriteAllBytesAsync(path, film, cancellationToken);
        return path;

        int Read(int place) => BinaryPrimitives.ReadInt32BigEndian(film.AsSpan(place));
    }
}
