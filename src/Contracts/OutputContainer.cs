namespace Transcoder.Contracts;

/// <summary>File formats of results.</summary>
public enum OutputContainer
{
    /// <summary>Matroska, ".mkv".</summary>
    Matroska = 0,

    /// <summary>ISO base media file, ".mp4", index at the front.</summary>
    Mp4 = 1,

    /// <summary>WebM, ".webm".</summary>
    WebM = 2,
}
