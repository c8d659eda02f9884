namespace Transcoder.Encoder.Settings;

/// <summary>What becomes of running orders when the process is asked to stop.</summary>
public enum StopMode
{
    /// <summary>ffmpeg is killed at once and the order goes back to the broker.</summary>
    HandBack = 0,

    /// <summary>What runs is finished and reported first; that may take hours.</summary>
    Drain = 1,
}
