namespace Transcoder.Media.Processes;

/// <summary>What programs that read strange files are kept from.</summary>
public enum SandboxLevel
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Taking more memory, time and disk than they may.</summary>
    Limits,

    /// <summary>That, and every file and host that is none of theirs.</summary>
    Full,
}
