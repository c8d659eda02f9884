namespace Transcoder.Chaos.Tests.Plan;

/// <summary>What can happen to a farm.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL to an encoder; another one starts in its place.</summary>
    EncoderKilled,

    /// <summary>SIGTERM to an encoder; another one starts in its place.</summary>
    EncoderStopped,

    /// <summary>SIGSTOP to an encoder, and SIGCONT later; its ffmpeg goes on.</summary>
    EncoderFrozen,

    /// <summary>One encoder's network cable is pulled, and plugged in again later; the encoder goes on.</summary>
    LinkCut,

    /// <summary>SIGKILL to an ffmpeg that encodes.</summary>
    FfmpegKilled,

    /// <summary>One encoder's ffmpeg does not do what it should for a while.</summary>
    FfmpegWrong,

    /// <summary>SIGKILL to the coordinator, which starts again later.</summary>
    CoordinatorKilled,

    /// <summary>SIGTERM to the broker, which starts again.</summary>
    BrokerRestarted,

    /// <summary>SIGKILL to the broker, which starts again.</summary>
    BrokerKilled,

    /// <summary>SIGSTOP to the broker, and SIGCONT later.</summary>
    BrokerFrozen,

    /// <summary>The broker closes every connection.</summary>
    ConnectionsClosed,

    /// <summary>The broker loses the orders that wait.</summary>
    OrdersPurged,

    /// <summary>There is no room on the disk of one encoder for a while.</summary>
    EncoderFull,

    /// <summary>There is no room on the storage's disk for a while.</summary>
    StorageFull,

    /// <summary>The storage's disk is taken away, and brought back later.</summary>
    StorageAway,
}
