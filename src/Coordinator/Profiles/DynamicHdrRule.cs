namespace Transcoder.Coordinator.Profiles;

/// <summary>What a profile does with HDR10+ and Dolby Vision, which no encoder here can write.</summary>
public enum DynamicHdrRule
{
    /// <summary>A source that has them is refused.</summary>
    Refuse = 0,

    /// <summary>They are left out, and the job's notes name them.</summary>
    Drop = 1,
}
