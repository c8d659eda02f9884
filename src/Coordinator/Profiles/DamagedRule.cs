namespace Transcoder.Coordinator.Profiles;

/// <summary>What becomes of sources that do not decode without errors.</summary>
public enum DamagedRule
{
    /// <summary>Their jobs fail, with the places.</summary>
    Refuse = 0,

    /// <summary>They are encoded as far as they decode, and the job's notes name the places.</summary>
    Accept = 1,
}
