using Transcoder.Contracts;
using Transcoder.Encoder.Transfer;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Transfer;

public sealed class DirectTransferTests : IDisposable
{
    private static readonly byte[] Film = "a film"u8.ToArray();
    private readonly TempTree _storage = new();
    private readonly Guid _execution = Guid.NewGuid();

    public DirectTransferTests()
    {
        _storage.Folder("work", "part");
        _storage.File("incoming/film.mkv", Film);
    }

    private TranscodeRequested Order { get; } = Doubles.Orders.New() with { SourceBytes = Film.Length };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Final => _storage.At("work", "part", WorkNames.Result(_execution, OutputContainer.Mp4));

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task The_source_is_read_in_place_and_the_result_takes_its_name_at_the_end()
    {
        using var transfer = new DirectTransfer(_storage.Root, Order, _execution);

        var fetched = await transfer.FetchAsync(Stop);
        await File.WriteAllTextAsync(transfer.Result, "result", Stop);
        var earlier = File.Exists(Final);
        var delivered = await transfer.DeliverAsync(Stop);

        Assert.Null(fetched);
        Assert.Null(delivered);
        Assert.Equal(_storage.At("incoming/film.mkv"), transfer.Source);
        Assert.StartsWith(".", Path.GetFileName(transfer.Result), StringComparison.Ordinal);
        Assert.False(earlier);
        Assert.Equal("result", await File.ReadAllTextAsync(Final, Stop));
        Assert.False(File.Exists(transfer.Result));
    }

    [Fact]
    public async Task What_was_not_delivered_is_removed()
    {
        using (var transfer = new DirectTransfer(_storage.Root, Order, _execution))
        {
            await transfer.FetchAsync(Stop);
            await File.WriteAllTextAsync(transfer.Result, "half a result", Stop);
        }

        Assert.Empty(Directory.EnumerateFiles(_storage.At("work/part")));
    }

    [Fact]
    public async Task An_existing_result_is_not_overwritten()
    {
        _storage.File(Path.GetRelativePath(_storage.Root, Final), "other"u8);
        using var transfer = new DirectTransfer(_storage.Root, Order, _execution);
        await transfer.FetchAsync(Stop);
        await File.WriteAllTextAsync(transfer.Result, "result", Stop);

        var failure = await transfer.DeliverAsync(Stop);

        Assert.Equal(FailureKind.Transient, failure?.Kind);
        Assert.Equal("other", await File.ReadAllTextAsync(Final, Stop));
    }

    [Fact]
    public async Task A_missing_source_is_held_against_nobody()
    {
        using var transfer = new DirectTransfer(_storage.Root, Order with { SourcePath = "incoming/gone.mkv" }, _execution);

        Assert.Equal(FailureKind.Transient, (await transfer.FetchAsync(Stop))?.Kind);
    }

    [Fact]
    public async Task A_source_of_another_size_is_not_encoded()
    {
        using var transfer = new DirectTransfer(_storage.Root, Order with { SourceBytes = 7 }, _execution);

        Assert.Equal(FailureKind.BadSource, (await transfer.FetchAsync(Stop))?.Kind);
    }

    [Fact]
    public async Task A_source_that_changes_meanwhile_gives_no_result()
    {
        using var transfer = new DirectTransfer(_storage.Root, Order, _execution);
        await transfer.FetchAsync(Stop);
        await File.WriteAllTextAsync(transfer.Result, "result", Stop);
        await File.AppendAllTextAsync(transfer.Source, "more", Stop);

        var failure = await transfer.DeliverAsync(Stop);

        Assert.Equal(FailureKind.BadSource, failure?.Kind);
        Assert.False(File.Exists(Final));
    }

    [Fact]
    public async Task A_link_out_of_the_storage_is_not_followed()
    {
        using var elsewhere = new TempTree();
        elsewhere.File("film.mkv", Film);
        Directory.CreateSymbolicLink(_storage.At("incoming/out"), elsewhere.Root);
        using var transfer = new DirectTransfer(_storage.Root, Order with { SourcePath = "incoming/out/film.mkv" }, _execution);

        Assert.Equal(FailureKind.BadOrder, (await transfer.FetchAsync(Stop))?.Kind);
    }
}
