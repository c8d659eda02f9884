namespace Transcoder.Media.Ffprobe;

/// <summary>What is said of pictures beside what they show: by the stream's header, or by its first frames themselves.</summary>
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

    /// <summary>The header says that each picture holds two, for both eyes.</summary>
    Stereo = 8,

    /// <summary>The header says that each picture is but one: frames know no better.</summary>
    Flat = 16,

    /// <summary>The frames say that it holds two, and the header nothing: frame packing, ITU-T H.264 D.2.26.</summary>
    PackedFrames = 32,

    /// <summary>The picture is one of all directions, or a part of such a one.</summary>
    Spherical = 64,
}
