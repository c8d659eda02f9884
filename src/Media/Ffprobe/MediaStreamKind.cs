namespace Transcoder.Media.Ffprobe;

/// <summary>What a stream carries.</summary>
public enum MediaStreamKind
{
    /// <summary>A kind that this program does not know.</summary>
    Unknown,

    /// <summary>Pictures, attached ones included.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Text or pictures to be laid over.</summary>
    Subtitle,

    /// <summary>A file within the container, such as a font.</summary>
    Attachment,

    /// <summary>Anything else that is timed: time codes, telemetry.</summary>
    Data,
}
