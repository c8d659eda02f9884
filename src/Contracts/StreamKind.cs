namespace Transcoder.Contracts;

/// <summary>Kinds of streams beside the encoded picture.</summary>
public enum StreamKind
{
    /// <summary>Sound.</summary>
    Audio = 0,

    /// <summary>Text or picture subtitles.</summary>
    Subtitle = 1,

    /// <summary>An attached file, such as a font.</summary>
    Attachment = 2,
}
