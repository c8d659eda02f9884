namespace Transcoder.Media.Ffprobe;

/// <summary>What the coded pictures of a stream carry beside what they show. Only frames tell.</summary>
[Flags]
public enum PictureExtras
{
    None = 0,

    /// <summary>CTA-608 and CTA-708, as ATSC A/53 part 4 has them, or as DVDs do.</summary>
    ClosedCaptions = 1,

    /// <summary>Which part of the picture is of interest: AFD, ETSI TS 101 154.</summary>
    ActiveFormat = 2,

    /// <summary>A time code of each picture: SMPTE ST 12-1.</summary>
    TimeCodes = 4,
}
