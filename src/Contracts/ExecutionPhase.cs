namespace Transcoder.Contracts;

/// <summary>What an execution does now, in order.</summary>
public enum ExecutionPhase
{
    /// <summary>Fetches the source.</summary>
    Pulling = 0,

    /// <summary>ffmpeg runs.</summary>
    Encoding = 1,

    /// <summary>The result is compared with the order.</summary>
    Checking = 2,

    /// <summary>The result travels to the storage.</summary>
    Pushing = 3,

    /// <summary>The outcome is being reported.</summary>
    Reporting = 4,
}
