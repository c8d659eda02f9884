namespace Transcoder.Encoder.Settings;

/// <summary>How closely an encoder looks at its own results before it sends them.</summary>
public enum EncoderCheck
{
    /// <summary>Streams as ordered, and as many video packets as ffmpeg wrote frames.</summary>
    Counts = 0,

    /// <summary>The counts, and everything decodes without a word.</summary>
    Decode = 1,

    /// <summary>The same, and every picture is like the source's.</summary>
    Similarity = 2,
}
