namespace Transcoder.TestKit;

/// <summary>MPEG-2 films whose pictures carry closed captions and an active format: ffmpeg writes neither.</summary>
public static class CaptionedFilm
{
    // ISO/IEC 13818-2, 6.2: a start code, then for an extension the kind in four bits, of which 8 is that of a picture's coding. User data follows it.
    private const byte Extension = 0xB5;
    private const int PictureCoding = 8;

    // ATSC A/53 part 4, 6.2.3: "GA94", kind 3, two triplets: field 1, "resume caption loading" of CTA-608, and nothing. ETSI TS 101 154, B.1.4: "DTG1", AFD 10.
    private static readonly byte[] Captions = [0, 0, 1, 0xB2, .. "GA94"u8, 3, 0x42, 0xFF, 0xFC, 0x94, 0x20, 0xFC, 0x80, 0x80, 0xFF];
    private static readonly byte[] ActiveFormat = [0, 0, 1, 0xB2, .. "DTG1"u8, 0x41, 0xFA];

    /// <param name="path">Of a Matroska file to be made, a second long and without sound.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>The path.</returns>
    public static async Task<string> MakeAsync(string path, CancellationToken cancellationToken)
    {
        var bare = path + ".m2v";
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=1", "-c:v", "mpeg2video", "-f", "mpeg2video", bare], cancellationToken);
        var film = await File.ReadAllBytesAsync(bare, cancellationToken);
        var (made, copied) = (new List<byte>(), 0);
        for (var at = Next(film, 0); at < film.Length;)
        {
            var next = Next(film, at + 3);
            if (film[at + 3] == Extension && film[at + 4] >> 4 == PictureCoding)
            {
                made.AddRange(film.AsSpan(copied, next - copied));
                made.AddRange(Captions);
                made.AddRange(ActiveFormat);
                copied = next;
            }

            at = next;
        }

        made.AddRange(film.AsSpan(copied));
        await File.WriteAllBytesAsync(bare, [.. made], cancellationToken);
        await Clips.FfmpegAsync(["-fflags", "+genpts", "-r", "25", "-i", bare, "-c", "copy", path], cancellationToken);
        return path;
    }

    private static int Next(byte[] film, int from) =>
        film.AsSpan(from).IndexOf((ReadOnlySpan<byte>)[0, 0, 1]) is var at and >= 0 ? from + at : film.Length;
}
