namespace Transcoder.Coordinator.Dispatch;

/// <summary>What is to be done about work that a heartbeat shows.</summary>
internal enum WorkVerdict
{
    /// <summary>Nothing.</summary>
    GoesOn,

    /// <summary>The database does not have it as running: its start was not heard, or it was given up.</summary>
    ToBeNoted,

    /// <summary>To be cancelled: nobody needs its result.</summary>
    NotNeeded,

    /// <summary>To be cancelled: an older execution of the same part is alive.</summary>
    YoungerTwin,
}
