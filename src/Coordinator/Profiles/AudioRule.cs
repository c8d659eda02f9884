namespace Transcoder.Coordinator.Profiles;

/// <summary>What a profile does with sound.</summary>
public enum AudioRule
{
    /// <summary>Sound is taken over as it is where the container can carry it, and encoded where it cannot.</summary>
    Copy = 0,

    /// <summary>All sound is encoded.</summary>
    Encode = 1,
}
