namespace Transcoder.Encoder.Settings;

/// <summary>Whether files travel over the network to this encoder.</summary>
internal enum RemoteNeed
{
    /// <summary>Every endpoint is a folder of this machine.</summary>
    Never,

    /// <summary>The orders tell.</summary>
    Perhaps,

    /// <summary>An endpoint is behind SSH.</summary>
    Certain,
}
