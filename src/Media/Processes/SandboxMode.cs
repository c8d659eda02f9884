namespace Transcoder.Media.Processes;

/// <summary>Whether programs that read strange files run in a sandbox.</summary>
public enum SandboxMode
{
    /// <summary>Where this system has one; elsewhere with limits only.</summary>
    Auto,

    /// <summary>Or not at all.</summary>
    Require,

    /// <summary>Neither sandbox nor limits.</summary>
    Off,
}
