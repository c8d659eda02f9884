using CsCheck;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Files;

public sealed class StoragePathTests : IDisposable
{
    private readonly TempTree _tree = new();

    public static TheoryData<string?> Refused => new(
        null, "", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "a\0b", "\ud800", new string('a', 256),
        string.Concat(Enumerable.Repeat("漢", 86)), string.Join('/', Enumerable.Repeat(new string('a', 255), 17)));

    public static TheoryData<string> Accepted => new(
        "a", "a/b", "...", ".a", "a b\n'\"\\$(x)", "-a/--b", new string('a', 255), string.Concat(Enumerable.Repeat("漢", 85)));

    public void Dispose() => _tree.Dispose();

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Plain_paths_are_taken_as_they_are(string path)
    {
        Assert.True(StoragePath.TryNormalize(path, out var relative));
        Assert.Equal(path, relative);
        Assert.Equal("/root/" + path, StoragePath.Resolve("/root/", path));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Everything_else_is_refused(string? path)
    {
        Assert.False(StoragePath.TryNormalize(path, out var relative));
        Assert.Null(relative);
        Assert.Throws<ArgumentException>(() => StoragePath.Resolve("/root", path!));
    }

    [Fact]
    public void A_relative_root_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StoragePath.Resolve("root", "a"));
    }

    [Fact]
    public void Whatever_is_accepted_stays_below_the_root()
    {
        Gen.String[Gen.Char["./a\0\\ "], 0, 12].Sample(text =>
            !StoragePath.TryNormalize(text, out _)
            || Path.GetFullPath(StoragePath.Resolve("/root", text)).StartsWith("/root/", StringComparison.Ordinal));
    }

    [Fact]
    public void Below_is_judged_after_links()
    {
        var root = _tree.Folder("root");
        _tree.File("root/in/a", "x"u8);
        _tree.File("outside/a", "x"u8);
        _tree.Folder("rooted");
        Directory.CreateSymbolicLink(_tree.At("root", "out"), _tree.At("outside"));
        Directory.CreateSymbolicLink(_tree.At("root", "inner"), _tree.At("root", "in"));
        File.CreateSymbolicLink(_tree.At("root", "dangling"), _tree.At("outside", "new"));
        Directory.CreateSymbolicLink(_tree.At("alias"), root);

        Assert.All(
            ["root/in/a", "root/in/new", "root/new/deeper/file", "root/inner/a", "root/inner/new", "alias/in/a", "alias/new"],
            path => Assert.True(StoragePath.StaysBelow(root, _tree.At(path)), path));
        Assert.All(
            ["root", "rooted", "outside/a", "root/out/a", "root/out/new/x", "root/dangling", "root/dangling/x", "root/new/../../outside", "root/../outside/a"],
            path => Assert.False(StoragePath.StaysBelow(root, _tree.At(path)), path));
        Assert.True(StoragePath.StaysBelow(_tree.At("alias"), _tree.At("root/in/a")));
        Assert.True(StoragePath.StaysBelow("/", root));
        Assert.False(StoragePath.StaysBelow(_tree.At("absent"), _tree.At("absent/a")));
        Assert.False(StoragePath.StaysBelow(root, "in/a"));
    }
}
