using Microsoft.Win32.SafeHandles;

namespace Transcoder.Media.Files;

/// <summary>
/// A folder that is held open: what is done below <see cref="Path"/> happens in that very folder, or fails, whatever is mounted onto or unmounted
/// from its name meanwhile.
/// </summary>
public sealed class HeldFolder : IDisposable
{
    private readonly SafeFileHandle _handle;

    private HeldFolder(SafeFileHandle handle) => _handle = handle;

    /// <summary>Good for this process only, and until it is disposed; see proc(5), /proc/PID/fd.</summary>
    public string Path => FormattableString.Invariant($"/proc/self/fd/{_handle.DangerousGetHandle()}");

    /// <exception cref="IOException">Nothing has that name, or the file system did not answer.</exception>
    public static HeldFolder Open(string folder)
    {
        var handle = Native.Open(folder, Native.OpenReadOnly);
        if (handle.IsInvalid)
        {
            throw Native.Failure("Cannot open the folder", folder);
        }

        return new HeldFolder(handle);
    }

    public void Dispose() => _handle.Dispose();
}
