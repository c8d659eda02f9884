using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;
using Transcoder.Encoder.Transfer;

namespace Transcoder.Encoder.Preflight;

/// <summary>The work directory can be written and has room, where files travel through it.</summary>
internal sealed class WorkFolderCheck(WorkFolder work, IOptions<EncoderOptions> options, IOptions<StorageOptions> storage) : IPreflightCheck
{
    private const string Name = "work directory";

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CheckResult>>(storage.Value.Remote() is RemoteNeed.Never ? [] : [Look()]);

    private CheckResult Look()
    {
        var path = options.Value.WorkDirectory;
        try
        {
            work.Open();
            work.ProveWritable();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new CheckResult(
                Name, false, $"{path} cannot be written: {unwritable.Message}",
                "Set Encoder:WorkDirectory to a folder that this user may write");
        }

        return work.FreeBytes() is { } free && free < options.Value.MinimumFreeBytes
            ? new CheckResult(
                Name, false, $"{path} has {free} bytes free and Encoder:MinimumFreeBytes is {options.Value.MinimumFreeBytes}",
                "Make room, or set Encoder:WorkDirectory to a larger disk")
            : new CheckResult(Name, true, $"{path} can be written and has {work.FreeBytes()} bytes free");
    }
}
