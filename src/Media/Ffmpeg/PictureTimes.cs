using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Ffmpeg;

/// <summary>How ffmpeg is told to leave pictures that it decodes at their times.</summary>
public static class PictureTimes
{
    private const long PerSecond = 1_000_000_000;

    /// <summary>
    /// Options of an output of raw pictures: each one once, its time in nanoseconds, finer than any file counts. In ticks of 1/rate, which ffmpeg would take
    /// by itself, times can move by 10 ms and fall on each other. For those of the source it has no word in all versions: "-1" until 8, "demux" since 6.1.
    /// </summary>
    public static IReadOnlyList<string> Kept { get; } = ["-fps_mode", "passthrough", "-enc_time_base:v", $"1:{PerSecond}"];

    /// <param name="nanoseconds">That <see cref="Kept"/> gave.</param>
    public static TimeSpan Time(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The same in the ticks of the file that was read.</summary>
    /// <param name="nanoseconds">That <see cref="Kept"/> gave.</param>
    /// <param name="timeBase">Of the stream.</param>
    public static long Ticks(long nanoseconds, Rational timeBase) =>
        (long)decimal.Round((decimal)nanoseconds * timeBase.Denominator / ((decimal)PerSecond * timeBase.Numerator));
}
