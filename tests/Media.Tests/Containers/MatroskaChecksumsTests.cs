using Transcoder.Media.Containers;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Containers;

public sealed class MatroskaChecksumsTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Film => _tree.At("film.mkv");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_film_as_ffmpeg_wrote_it_is_right()
    {
        var chapters = _tree.File("chapters.txt", ";FFMETADATA1\ntitle=Film\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=One\n"u8);
        var attached = _tree.File("note.txt", "a note"u8);
        await Clips.FfmpegAsync(
            [
                "-i", await Clips.MakeAsync(_tree.At("bare.mkv"), new ClipShape { Frames = 250 }, Stop), "-i", chapters, "-map_metadata", "1", "-c", "copy",
                "-attach", attached, "-metadata:s:t", "mimetype=text/plain", Film,
            ],
            Stop);

        Assert.Null(await MatroskaChecksums.FindWrongAsync(Film, Stop));
    }

    /// <summary>Before the parts stand the head of the file, which says what it is, and between the first two room that nobody uses.</summary>
    [Fact]
    public async Task Each_bit_that_changed_in_a_part_is_found()
    {
        await Clips.MakeAsync(Film, new ClipShape { Frames = 50 }, Stop);
        var bytes = await File.ReadAllBytesAsync(Film, Stop);
        var segment = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x18, 0x53, 0x80, 0x67]);
        var cluster = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1F, 0x43, 0xB6, 0x75]);

        // The first part names it, too.
        var information = bytes.AsSpan(0, cluster).LastIndexOf((ReadOnlySpan<byte>)[0x15, 0x49, 0xA9, 0x66]);
        var random = new Random(1);
        IEnumerable<int> places =
        [
            .. Enumerable.Range(segment, 12 + 20), .. Enumerable.Range(information, cluster + 40 - information),
            .. Enumerable.Range(0, 200).Select(_ => random.Next(cluster, bytes.Length)),
        ];
        foreach (var place in places)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[place] ^= (byte)(1 << bit);
                await File.WriteAllBytesAsync(Film, bytes, Stop);
                bytes[place] ^= (byte)(1 << bit);

                Assert.True(await MatroskaChecksums.FindWrongAsync(Film, Stop) is not null, $"bit {bit} of byte {place}");
            }
        }
    }

    [Fact]
    public async Task A_film_that_is_cut_off_is_wrong()
    {
        await Clips.MakeAsync(Film, new ClipShape { Frames = 50 }, Stop);
        var bytes = await File.ReadAllBytesAsync(Film, Stop);
        await File.WriteAllBytesAsync(Film, bytes[..^1], Stop);

        Assert.NotNull(await MatroskaChecksums.FindWrongAsync(Film, Stop));
    }

    [Fact]
    public async Task A_file_without_checksums_proves_nothing()
    {
        var film = await Clips.MakeAsync(_tree.At("film.webm"), new ClipShape { Frames = 5, VideoCodec = "libvpx-vp9", AudioCodec = "libopus" }, Stop);

        Assert.Null(await MatroskaChecksums.FindWrongAsync(film, Stop));
    }

    [Theory]
    [InlineData("no film at all")]
    [InlineData("\0")]
    public async Task What_is_no_Matroska_is_wrong_from_its_beginning(string text) =>
        Assert.Equal(0, await MatroskaChecksums.FindWrongAsync(_tree.File("file.mkv", System.Text.Encoding.UTF8.GetBytes(text)), Stop));
}
