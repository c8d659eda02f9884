namespace Transcoder.Media.Rsync;

/// <summary>Why a transfer failed.</summary>
public enum TransferFault
{
    /// <summary>No telling.</summary>
    Unknown,

    /// <summary>The connection was refused, lost or timed out: later it may work.</summary>
    Link,

    /// <summary>The receiving disk is full.</summary>
    DiskFull,

    /// <summary>The file, or the folder it should go to, is not there.</summary>
    Missing,

    /// <summary>The key, the host's key or the permissions do not allow it.</summary>
    Denied,
}
