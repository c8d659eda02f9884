namespace Transcoder.Media.Ffprobe;

/// <summary>What a stream is in one place of a film, and may not be in another.</summary>
/// <param name="Text">
/// Of a picture its size and, where pixels are not square, their shape, such as "720x576" or "720x576 16:15"; of sound its layout, such as "stereo".
/// </param>
public sealed record StreamForm(string Text)
{
    /// <summary>Sound channels; null for a picture.</summary>
    public int? Channels { get; init; }

    /// <summary>Such as "5.1(side)"; null where sound does not say it.</summary>
    public string? ChannelLayout { get; init; }
}
