namespace Transcoder.Media.Ffprobe;

/// <summary>One packet of a stream, in the file's order.</summary>
/// <param name="Pts">In ticks of the stream's time base; null when the container gives none.</param>
/// <param name="Key">A decoder can start here.</param>
/// <param name="Discard">Decoded but not shown, as before an edit list's start.</param>
public readonly record struct VideoPacket(long? Pts, bool Key, bool Discard);
