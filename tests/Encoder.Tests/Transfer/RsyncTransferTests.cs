using Transcoder.Contracts;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.Encoder.Transfer;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Transfer;

/// <summary>The storage behind a private SSH server on loopback.</summary>
public sealed class RsyncTransferTests : IAsyncLifetime
{
    private SshServer _server = null!;
    private Storage _storage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SshServer.StartAsync();
        _storage = new Storage(("Encoder:SshKey", _server.KeyPath), ("Encoder:KnownHosts", _server.KnownHostsPath), ("Encoder:TransferTries", "1"));
        _storage.Get<WorkFolder>().Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_film_with_an_unpleasant_name_is_pulled_encoded_and_pushed_and_nothing_stays_here()
    {
        const string name = "it's a \"film\" $(id); 50%.mkv";
        await Clips.MakeAsync(_storage.At($"incoming/{name}"), new ClipShape { Frames = 20, AudioCodec = null }, Stop);
        var order = Order(name);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(order);

        var report = Assert.IsType<EncodeOutcome.Encoded>(outcome).Report;
        Assert.Equal(await FileHash.Sha256Async(_storage.At(report.ResultPath), Stop), report.ResultSha256);
        Assert.Equal(await FileHash.Sha256Async(_storage.At(order.SourcePath), Stop), report.SourceSha256);
        Assert.DoesNotContain(_storage.Entries, entry => entry.Contains("source", StringComparison.Ordinal));
        Assert.Single(_storage.Entries, entry => entry.EndsWith(".mp4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_of_another_size_is_not_encoded()
    {
        await Clips.MakeAsync(_storage.At("incoming/film.mkv"), new ClipShape { Frames = 5 }, Stop);
        var order = Order("film.mkv");

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(order with { SourceBytes = order.SourceBytes + 1 });

        Assert.Equal(FailureKind.BadSource, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
    }

    [Fact]
    public async Task An_encoder_that_is_not_let_in_takes_the_blame()
    {
        await using var stranger = new Storage(("Encoder:SshKey", _server.StrangeKeyPath), ("Encoder:KnownHosts", _server.KnownHostsPath));
        stranger.Get<WorkFolder>().Open();
        await Clips.MakeAsync(stranger.At("incoming/film.mkv"), new ClipShape { Frames = 5 }, Stop);
        var order = stranger.Order("film.mkv", endpoint: _server.EndpointFor(stranger.Root));

        var outcome = await stranger.Get<ISlotDesk>().ExecuteAsync(order);

        Assert.Equal(FailureKind.BadEncoder, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
    }

    [Fact]
    public async Task A_missing_result_folder_is_held_against_nobody()
    {
        await Clips.MakeAsync(_storage.At("incoming/film.mkv"), new ClipShape { Frames = 5 }, Stop);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(Order("film.mkv") with { ResultFolder = "work/elsewhere" });

        Assert.Equal(FailureKind.Transient, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
    }

    [Fact]
    public async Task A_link_that_is_down_is_held_against_nobody()
    {
        await Clips.MakeAsync(_storage.At("incoming/film.mkv"), new ClipShape { Frames = 5 }, Stop);
        var order = _storage.Order("film.mkv", endpoint: $"ssh://nobody@127.0.0.1:1{_storage.Root}");

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(order);

        Assert.Equal(FailureKind.Transient, Assert.IsType<EncodeOutcome.Failed>(outcome).Report.Kind);
    }

    private TranscodeRequested Order(string name) => _storage.Order(name, endpoint: _server.EndpointFor(_storage.Root));
}
