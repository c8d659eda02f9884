using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;
using Transcoder.Encoder.Transfer;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Transfer;

public sealed class WorkFolderTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Folders_of_dead_processes_are_removed_and_those_of_living_ones_stay()
    {
        var dead = Guid.NewGuid().ToString("n");
        _tree.File($"{dead}/execution/source.mkv", "half"u8);
        _tree.File($"{dead}.lock", []);
        _tree.File("somebody else's.lock", []);
        using var living = Open();
        var before = _tree.Entries().Where(entry => !entry.StartsWith(dead, StringComparison.Ordinal)).ToList();

        using (Open())
        {
        }

        Assert.Equal(before, _tree.Entries());
    }

    [Fact]
    public void An_orderly_end_leaves_nothing()
    {
        using (var folder = Open())
        using (var claim = folder.Claim(Guid.NewGuid(), Doubles.Orders.New()))
        {
            Directory.CreateDirectory(claim.Folder);
            File.WriteAllText(Path.Combine(claim.Folder, "source.mkv"), "half");
        }

        Assert.Empty(_tree.Entries());
    }

    [Fact]
    public void A_claim_knows_how_much_room_is_missing()
    {
        using var folder = Open();
        var free = folder.FreeBytes()!.Value;

        using var fits = folder.Claim(Guid.NewGuid(), Doubles.Orders.New() with { SourceBytes = 1 });
        using var huge = folder.Claim(Guid.NewGuid(), Doubles.Orders.New() with { SourceBytes = free * 2 });

        Assert.True(fits.MissingBytes() <= 0);
        Assert.True(huge.MissingBytes() > 0);
    }

    private WorkFolder Open()
    {
        var options = Options.Create(new EncoderOptions { Name = "here", WorkDirectory = _tree.Root, MinimumFreeBytes = 0 });
        var folder = new WorkFolder(options, new EncoderIdentity(options));
        folder.Open();
        return folder;
    }
}
