namespace Transcoder.Contracts;

/// <summary>What a track is for, as ffmpeg marks it.</summary>
[Flags]
public enum Dispositions
{
    /// <summary>No mark.</summary>
    None = 0,

    /// <summary>Played unless the viewer chooses otherwise.</summary>
    Default = 1,

    /// <summary>Shown even when subtitles are off.</summary>
    Forced = 2,

    /// <summary>A commentary.</summary>
    Comment = 4,

    /// <summary>For those who hear badly.</summary>
    HearingImpaired = 8,

    /// <summary>For those who see badly.</summary>
    VisualImpaired = 16,

    /// <summary>In the film's first language.</summary>
    Original = 32,

    /// <summary>In another language than the film's first.</summary>
    Dub = 64,
}
