using System.Text;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_published_file_has_its_final_name_only()
    {
        var staged = _tree.File("work/a.part", "film"u8);
        var final = Path.Combine(_tree.Folder("completed"), "a.mkv");

        var outcome = AtomicFile.Publish(staged, final);

        Assert.Equal(PublishOutcome.Published, outcome);
        Assert.Equal(["completed/", "completed/a.mkv", "work/"], _tree.Entries());
        Assert.Equal("film", File.ReadAllText(final));
    }

    [Fact]
    public void A_taken_name_is_left_as_it_is()
    {
        var staged = _tree.File("a.part", "film"u8);
        var final = _tree.File("a.mkv", "other"u8);

        var outcome = AtomicFile.Publish(staged, final);

        Assert.Equal(PublishOutcome.NameTaken, outcome);
        Assert.Equal("other", File.ReadAllText(final));
        Assert.Equal("film", File.ReadAllText(staged));
    }

    [Fact]
    public void Folders_and_dangling_links_take_names_too()
    {
        var staged = _tree.File("a.part", "film"u8);
        var folder = _tree.Folder("folder");
        File.CreateSymbolicLink(_tree.At("link"), _tree.At("nowhere"));

        Assert.Equal(PublishOutcome.NameTaken, AtomicFile.Publish(staged, folder));
        Assert.Equal(PublishOutcome.NameTaken, AtomicFile.Publish(staged, _tree.At("link")));
        Assert.Equal(["a.part", "folder/", "link"], _tree.Entries());
    }

    [Fact]
    public void Another_file_system_is_said_and_nothing_is_copied()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm") && !Folders.SameDevice("/dev/shm", _tree.Root), "There is no second file system to try.");
        using var other = new TempTree("/dev/shm");
        var staged = _tree.File("a.part", "film"u8);

        var outcome = AtomicFile.Publish(staged, other.At("a.mkv"));

        Assert.Equal(PublishOutcome.OtherFileSystem, outcome);
        Assert.Throws<IOException>(() => AtomicFile.TryMove(staged, other.At("a.mkv")));
        Assert.Empty(other.Entries());
        Assert.Equal(["a.part"], _tree.Entries());
    }

    [Fact]
    public void A_missing_staged_file_or_final_folder_is_an_exception_and_nothing_is_changed()
    {
        var staged = _tree.File("a.part", "film"u8);

        Assert.Throws<FileNotFoundException>(() => AtomicFile.Publish(_tree.At("absent"), _tree.At("a.mkv")));
        Assert.ThrowsAny<IOException>(() => AtomicFile.Publish(staged, _tree.At("absent", "a.mkv")));
        Assert.Throws<IOException>(() => AtomicFile.Publish(_tree.Folder("folder"), _tree.At("a.mkv")));
        Assert.Equal(["a.part", "folder/"], _tree.Entries());
    }

    [Fact]
    public void Of_many_publishers_of_one_name_exactly_one_wins()
    {
        var staged = Enumerable.Range(0, 16).Select(number => _tree.File($"{number}.part", Encoding.UTF8.GetBytes($"{number}"))).ToArray();
        var outcomes = new PublishOutcome[staged.Length];

        Parallel.For(0, staged.Length, number => outcomes[number] = AtomicFile.Publish(staged[number], _tree.At("a.mkv")));

        var winner = Assert.Single(Enumerable.Range(0, staged.Length), number => outcomes[number] == PublishOutcome.Published);
        Assert.Equal($"{winner}", File.ReadAllText(_tree.At("a.mkv")));
        Assert.Equal(staged.Length, _tree.Entries().Count);
    }

    [Fact]
    public void A_file_system_without_that_rename_keeps_the_same_promise()
    {
        var first = _tree.File("1.part", "first"u8);
        var second = _tree.File("2.part", "second"u8);
        var final = _tree.At("a.mkv");

        Assert.Equal(PublishOutcome.Published, AtomicFile.Publish(first, final, NoReplaceRename.TryLink));
        Assert.Equal(PublishOutcome.NameTaken, AtomicFile.Publish(second, final, NoReplaceRename.TryLink));
        Assert.Equal("first", File.ReadAllText(final));
        Assert.Equal(["2.part", "a.mkv"], _tree.Entries());
    }

    [Fact]
    public void A_crash_between_link_and_unlink_is_finished_by_the_next_try()
    {
        var staged = _tree.File("a.part", "film"u8);
        var final = _tree.At("a.mkv");
        Assert.Equal(0, Native.Link(staged, final));

        var outcome = AtomicFile.Publish(staged, final);

        Assert.Equal(PublishOutcome.Published, outcome);
        Assert.Equal(["a.mkv"], _tree.Entries());
    }

    [Fact]
    public void A_move_replaces_nothing_and_an_absent_file_is_no_move()
    {
        var source = _tree.File("a", "a"u8);
        var taken = _tree.File("b", "b"u8);

        Assert.Throws<IOException>(() => AtomicFile.TryMove(source, taken));
        Assert.True(AtomicFile.TryMove(source, _tree.At("c")));
        Assert.False(AtomicFile.TryMove(source, _tree.At("d")));
        Assert.True(AtomicFile.TryMove(_tree.Folder("folder"), _tree.At("moved")));
        Assert.Equal(["b", "c", "moved/"], _tree.Entries());
    }

    [Fact]
    public async Task A_copy_with_the_right_hash_stays()
    {
        var content = new byte[(2 * FileHash.BufferBytes) + 5];
        new Random(1).NextBytes(content);
        var source = _tree.File("a", content);
        _tree.File("a.part", "a killed predecessor's half"u8);

        var outcome = await AtomicFile.CopyAsync(source, _tree.At("a.part"), (await FileHash.Sha256Async(source, Token)).ToUpperInvariant(), Token);

        Assert.Equal(CopyOutcome.Copied, outcome);
        Assert.Equal(content, await File.ReadAllBytesAsync(_tree.At("a.part"), Token));
    }

    [Fact]
    public async Task A_copy_with_the_wrong_hash_goes()
    {
        var source = _tree.File("a", "film"u8);

        var outcome = await AtomicFile.CopyAsync(source, _tree.At("a.part"), new string('0', 64), Token);

        Assert.Equal(CopyOutcome.HashMismatch, outcome);
        Assert.Equal(["a"], _tree.Entries());
    }

    [Fact]
    public async Task A_cancelled_or_failed_copy_leaves_nothing()
    {
        var source = _tree.File("a", "film"u8);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.CopyAsync(source, _tree.At("b"), "", new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<FileNotFoundException>(() => AtomicFile.CopyAsync(_tree.At("absent"), _tree.At("b"), "", Token));
        await Assert.ThrowsAnyAsync<IOException>(() => AtomicFile.CopyAsync(source, _tree.At("absent", "b"), "", Token));

        Assert.Equal(["a"], _tree.Entries());
    }

    [Fact]
    public async Task A_copy_onto_itself_is_refused_and_harms_nothing()
    {
        var source = _tree.File("a", "film"u8);

        await Assert.ThrowsAsync<IOException>(() => AtomicFile.CopyAsync(source, source, "", Token));

        Assert.Equal("film", await File.ReadAllTextAsync(source, Token));
    }

    [Fact]
    public void A_record_is_replaced_whole_and_a_killed_predecessors_half_does_not_matter()
    {
        var path = _tree.File("record", "a long old content"u8);
        _tree.File(".record.tmp", "half"u8);

        AtomicFile.Replace(path, "new"u8);
        AtomicFile.Replace(_tree.At("second"), "made"u8);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["record", "second"], _tree.Entries());
        Assert.ThrowsAny<IOException>(() => AtomicFile.Replace(_tree.At("absent", "record"), "new"u8));
        Assert.ThrowsAny<IOException>(() => AtomicFile.Replace(_tree.Folder("folder"), "new"u8));
        Assert.Equal(["folder/", "record", "second"], _tree.Entries());
    }
}
