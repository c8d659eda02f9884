using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Files;

public sealed class FileFingerprintTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void It_is_what_the_file_system_says()
    {
        var path = _tree.File("a", "1234"u8);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(5).AddTicks(7));

        var fingerprint = FileFingerprint.TryRead(path);

        Assert.NotNull(fingerprint);
        Assert.Equal(4, fingerprint.Value.Size);
        Assert.Equal(5_000_000_700, fingerprint.Value.ModifiedNanoseconds);
        Assert.Equal(Folders.Device(_tree.Root), fingerprint.Value.Device);
        Assert.NotEqual(0UL, fingerprint.Value.Inode);
    }

    [Fact]
    public void Another_file_of_the_same_name_size_and_time_is_another()
    {
        var path = _tree.File("a", "1234"u8);
        var first = FileFingerprint.TryRead(path);
        var other = _tree.File("b", "5678"u8);
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(path));
        File.Delete(path);
        AtomicFile.TryMove(other, path);

        var second = FileFingerprint.TryRead(path);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Links_folders_and_absent_files_have_none()
    {
        var target = _tree.File("a", "1234"u8);
        File.CreateSymbolicLink(_tree.At("link"), target);

        Assert.Null(FileFingerprint.TryRead(_tree.At("link")));
        Assert.Null(FileFingerprint.TryRead(_tree.Root));
        Assert.Null(FileFingerprint.TryRead(_tree.At("absent")));
        Assert.Null(FileFingerprint.TryRead(Path.Combine(target, "below a file")));
    }

    [Fact]
    public void Its_text_is_read_back()
    {
        var fingerprint = new FileFingerprint(ulong.MaxValue, 2, 3, -4);

        Assert.Equal("18446744073709551615:2:3:-4", fingerprint.ToString());
        Assert.Equal("2:3:-4", fingerprint.Identity);
        Assert.True(FileFingerprint.TryParse(fingerprint.ToString(), out var read));
        Assert.Equal(fingerprint, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1:2:3")]
    [InlineData("1:2:3:4:5")]
    [InlineData("-1:2:3:4")]
    [InlineData("a:2:3:4")]
    public void Other_texts_are_none(string? text)
    {
        Assert.False(FileFingerprint.TryParse(text, out _));
    }
}
