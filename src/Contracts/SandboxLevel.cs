namespace Transcoder.Contracts;

/// <summary>What an encoder's tools are kept from when they read strange files.</summary>
public enum SandboxLevel
{
    /// <summary>Nothing.</summary>
    Off = 0,

    /// <summary>Taking more memory, time and disk than they may.</summary>
    Limits = 1,

    /// <summary>That, and every file and host that is none of theirs.</summary>
    Full = 2,
}
