namespace Transcoder.Media.Ffmpeg;

/// <summary>One report of a running ffmpeg.</summary>
/// <param name="Frames">Video frames handed to the container so far.</param>
/// <param name="Position">The last time stamp written; zero until known, never negative.</param>
/// <param name="Speed">Film seconds per second; zero until known.</param>
/// <param name="Ended">The last report: ffmpeg has written everything.</param>
/// <param name="Bytes">Of the file so far, as far as the muxer has written it; zero until known.</param>
public readonly record struct EncodeProgress(long Frames, TimeSpan Position, double Speed, bool Ended, long Bytes = 0);
