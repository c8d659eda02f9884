using Transcoder.Media.Matroska;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Matroska;

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

    [Fact]
    public async Task Each_bit_that_changed_is_found_in_the_part_that_has_it()
    {
        await Clips.MakeAsync(Film, new ClipShape { Frames = 250 }, Stop);
        var bytes = await File.ReadAllBytesAsync(Film, Stop);

        // What stands before it is the beginning of the file, which every reader needs, and room that nobody uses.
        var information = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x15, 0x49, 0xA9, 0x66]);
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var (place, bit) = (random.Next(information, bytes.Length), (byte)(1 << random.Next(8)));
            bytes[place] ^= bit;
            await File.WriteAllBytesAsync(Film, bytes, Stop);
            bytes[place] ^= bit;

            Assert.InRange(await MatroskaChecksums.FindWrongAsync(Film, Stop) ?? long.MaxValue, information, place);
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
