using System.Globalization;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Chunks;

/// <summary>
/// What a source must be like to be cut into pieces that give the same frames as the whole. Only kinds of film that were tried are taken, and of
/// those only files in which every packet is where the rules of its codec have it. Pure.
/// </summary>
internal static class SourceRules
{
    private const double LongestGap = 10;
    private const int MostMedians = 50;
    private const int Quarter = 90;
    private const long LastTransportTick = 1L << 33;

    // What has dates of its own in Matroska or may refer to frames beyond the next keyframe is not among them.
    private static readonly HashSet<string> Codecs = ["h264", "hevc", "av1", "vp9", "mpeg2video", "mpeg4", "prores"];
    private static readonly HashSet<string> Formats = ["matroska", "mov", "mpegts", "mpeg", "avi"];

    /// <returns>Null when the header lets the film be cut, else one sentence.</returns>
    public static string? HeaderBreach(ChunkSource source) => source switch
    {
        { Packets.Count: 0 } => "No packet of the picture was found.",
        _ when !source.Formats.Any(Formats.Contains) => $"The container {string.Join(',', source.Formats)} is none that is cut.",
        { Picture.Codec: var codec } when codec is null || !Codecs.Contains(codec) => $"The codec {codec} is none that is cut.",
        { Picture.IsMirrored: true } => "The picture is to be mirrored by the player.",
        { Picture.Rotation: { } degrees } when degrees % Quarter != 0 => "The picture is to be turned by the player, and by no quarter of a turn.",
        { TimeBase: not { Numerator: > 0, Denominator: > 0 } } => "The file does not tell the unit of its time stamps.",
        _ => null,
    };

    /// <summary>Whether the packets stand in the file as they must for ranges between keyframes to hold all of their frames.</summary>
    /// <returns>Null when they do, else one sentence.</returns>
    public static string? OrderBreach(ChunkSource source)
    {
        if (source.Packets.Any(packet => packet.Pts is null))
        {
            return "A packet of the picture has no time stamp.";
        }

        var wraps = source.Formats.Contains("mpegts") || source.Formats.Contains("mpeg");
        var (beforeLast, last, newest) = (long.MinValue, long.MinValue, long.MinValue);

        // A recording begins anywhere: what stands before the first keyframe leans on what is missing, and the first frames tell what is shown of it.
        foreach (var packet in source.Packets.SkipWhile(packet => !packet.Key))
        {
            var time = packet.Pts!.Value;
            if (wraps && time is < 0 or >= LastTransportTick)
            {
                return "The time stamps begin anew within the film.";
            }

            // Behind a keyframe may stand pictures that are shown before it, but none before the keyframe before that.
            if (packet.Key ? time <= newest : time <= beforeLast)
            {
                return "The time stamps jump back, or pictures are shown far from where they are stored.";
            }

            (beforeLast, last) = packet.Key ? (last, time) : (beforeLast, last);
            newest = Math.Max(newest, time);
        }

        return null;
    }

    /// <param name="source">In order.</param>
    /// <param name="shown">Time stamps of the shown frames, ascending.</param>
    /// <returns>Null when the shown frames follow each other as those of a film, else one sentence.</returns>
    public static string? ShownBreach(ChunkSource source, long[] shown)
    {
        if (shown.Length == 0)
        {
            return "No frame could be decoded.";
        }

        var frames = Math.Min(shown.Length, ChunkSource.FramesDecoded);
        if (!source.FirstFrames.SequenceEqual(shown.Take(frames)))
        {
            return "Packets are not frames here: the first decoded frames have other time stamps than the first packets.";
        }

        if (source.Packets.Any(packet => packet.Discard && packet.Pts > shown[0] && packet.Pts < shown[^1]))
        {
            return "Frames in the middle of the film are to be hidden.";
        }

        var clock = new CutClock(source.TimeBase);
        var gaps = shown.Zip(shown.Skip(1), (one, next) => next - one).ToArray();
        if (shown.Zip(shown.Skip(1)).Any(pair => clock.Milliseconds(pair.First) == clock.Milliseconds(pair.Second)))
        {
            return "Two frames have the same time stamp.";
        }

        Array.Sort(gaps);
        return gaps.Length > 0 && clock.Seconds(gaps[^1]) is var longest
            && (longest > LongestGap || longest > MostMedians * clock.Seconds(gaps[gaps.Length / 2]))
            ? string.Create(CultureInfo.InvariantCulture, $"There is a gap of {longest:0.#} s between two frames.")
            : null;
    }
}
