using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Settings;
using Transcoder.Encoder.Transfer;
using Transcoder.Media.Processes;
using Transcoder.Media.Rsync;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Transfer;

public sealed class TransferPickerTests : IDisposable
{
    private const string Remote = "ssh://media@nas.example:2222/srv/media";
    private readonly TempTree _storage = new();
    private readonly ToolRunner _tools = new();

    public TransferPickerTests() => _storage.Folder("work", "part");

    private string Local => $"file://{_storage.Root}";

    public void Dispose()
    {
        _tools.Dispose();
        _storage.Dispose();
    }

    [Fact]
    public void A_folder_of_this_machine_is_used_in_place() => Assert.IsType<DirectTransfer>(Pick([], [Local, Remote]));

    [Fact]
    public void The_first_usable_is_taken() => Assert.IsType<RsyncTransfer>(Pick([], [Remote, Local]));

    [Fact]
    public void A_folder_that_is_not_here_is_passed_over() => Assert.IsType<RsyncTransfer>(Pick([], ["file:///nowhere/at/all", Remote]));

    [Fact]
    public void The_encoders_own_endpoints_come_before_the_orders() => Assert.IsType<DirectTransfer>(Pick([Local], [Remote]));

    [Fact]
    public void An_empty_mount_point_is_no_storage()
    {
        Directory.Delete(_storage.At("work"), recursive: true);

        Assert.IsType<RsyncTransfer>(Pick([], [Local, Remote]));
    }

    [Fact]
    public void A_storage_that_is_away_is_held_against_nobody() => Assert.Equal(FailureKind.Transient, Refused(["file:///nowhere/at/all"], [Remote]));

    [Fact]
    public void An_order_without_any_endpoint_makes_no_sense() => Assert.Equal(FailureKind.BadOrder, Refused([], []));

    [Fact]
    public void An_unreadable_endpoint_makes_no_sense() => Assert.Equal(FailureKind.BadOrder, Refused([], ["smb://host/root"]));

    private ITransfer Pick(IReadOnlyList<string> own, IReadOnlyList<string> ordered) =>
        Assert.IsType<TransferChoice.Usable>(Choose(own, ordered)).Transfer;

    private FailureKind Refused(IReadOnlyList<string> own, IReadOnlyList<string> ordered) =>
        Assert.IsType<TransferChoice.None>(Choose(own, ordered)).Failure.Kind;

    private TransferChoice Choose(IReadOnlyList<string> own, IReadOnlyList<string> ordered)
    {
        var options = Options.Create(new EncoderOptions { Name = "here", WorkDirectory = _storage.At("encoder") });
        using var work = new WorkFolder(options, new EncoderIdentity(options));
        var picker = new TransferPicker(
            Options.Create(new StorageOptions { Endpoints = own }), options, work, new RsyncClient(_tools), TimeProvider.System);
        return picker.Pick(Doubles.Orders.New() with { Endpoints = ordered }, Guid.NewGuid());
    }
}
