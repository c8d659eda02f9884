using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Files;

public sealed class FoldersTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Devices_are_told_apart()
    {
        Assert.True(Folders.SameDevice(_tree.Root, _tree.File("a", "x"u8)));
        Assert.False(Folders.SameDevice(_tree.Root, "/proc"));
        Assert.Throws<FileNotFoundException>(() => Folders.Device(_tree.At("absent")));
    }

    [Fact]
    public void Folders_are_synced_and_absent_ones_are_not()
    {
        Folders.Sync(_tree.Root);

        Assert.ThrowsAny<IOException>(() => Folders.Sync(_tree.At("absent")));
    }

    [Fact]
    public void Free_space_is_a_number_of_bytes()
    {
        Assert.True(Folders.FreeBytes(_tree.Root) > 1_000_000);
        Assert.ThrowsAny<IOException>(() => Folders.FreeBytes(_tree.At("absent")));
    }

    [Fact]
    public void A_held_folder_stays_the_same_whatever_takes_its_name()
    {
        var folder = _tree.Folder("a");
        using var held = HeldFolder.Open(folder);
        Directory.Move(folder, _tree.At("b"));
        _tree.Folder("a");

        Directory.CreateDirectory(Path.Combine(held.Path, "in", "it"));

        Assert.True(Directory.Exists(_tree.At("b", "in", "it")));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Assert.ThrowsAny<IOException>(() => HeldFolder.Open(_tree.At("absent")));
    }

    [Fact]
    public void Only_folders_that_take_files_are_writable()
    {
        Assert.True(Folders.IsWritable(_tree.Root));
        Assert.False(Folders.IsWritable(_tree.At("absent")));
        Assert.False(Folders.IsWritable(_tree.File("a", "x"u8)));
    }

    [Fact]
    public void An_identity_is_written_once()
    {
        var id = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff");

        Assert.Null(FolderIdentity.TryRead(_tree.Root));
        Assert.Null(FolderIdentity.TryRead(_tree.At("absent")));
        FolderIdentity.Write(_tree.Root, id);
        Assert.Throws<IOException>(() => FolderIdentity.Write(_tree.Root, Guid.NewGuid()));
        Assert.ThrowsAny<IOException>(() => FolderIdentity.Write(_tree.At("absent"), id));

        Assert.Equal(id, FolderIdentity.TryRead(_tree.Root));
        Assert.Equal([FolderIdentity.FileName], _tree.Entries());
    }

    [Fact]
    public void A_mark_without_an_identity_is_none()
    {
        _tree.File(FolderIdentity.FileName, "nonsense"u8);

        Assert.Null(FolderIdentity.TryRead(_tree.Root));
    }

    [Fact]
    public void Mode_and_time_are_copied_to_the_nanosecond()
    {
        var from = _tree.File("from", "x"u8);
        var to = _tree.File("to", "yy"u8);
        var times = new Native.AccessAndModified { AccessNanoseconds = (nint)Native.OmitTime, ModifiedSeconds = 1_234_567_890, ModifiedNanoseconds = 123_456_789 };
        Assert.Equal(0, Native.SetTimes(Native.CurrentDirectory, from, in times, 0));
        Assert.Equal(0, Native.SetMode(from, 0b110_100_000));

        FileTimes.CopyModeAndTime(from, to);

        Assert.Equal(1_234_567_890_123_456_789, FileFingerprint.TryRead(to)?.ModifiedNanoseconds);
        Assert.Equal(0b110_100_000, FileStatus.Read(to, followLink: false).Mode & 0b111_111_111_111);
        Assert.Throws<FileNotFoundException>(() => FileTimes.CopyModeAndTime(_tree.At("absent"), to));
        Assert.Throws<FileNotFoundException>(() => FileTimes.CopyModeAndTime(from, _tree.At("absent")));
    }
}
