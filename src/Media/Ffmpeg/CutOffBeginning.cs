using System.Globalization;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>The beginning of a film that starts in the middle of a group of pictures, as what is recorded of a broadcast does.</summary>
/// <param name="End">Time stamp of its second keyframe, in the stream's ticks. From there on no picture leans on one that is missing.</param>
/// <param name="EndTime">The same as time.</param>
/// <param name="Length">Of what is shown before.</param>
public sealed record CutOffBeginning(long End, TimeSpan EndTime, TimeSpan Length)
{
    private const byte TransportSync = 0x47;

    // Before each packet of a Blu-ray's transport stream.
    private const int ArrivalTime = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>As in "the source begins in the middle of a group of pictures: what is shown before 0:00:00.4 leans on pictures that are missing".</summary>
    public string Words => string.Create(
        CultureInfo.InvariantCulture,
        $"the source begins in the middle of a group of pictures: what is shown before {Length:h\\:mm\\:ss\\.f} leans on pictures that are missing");

    /// <summary>True for transport and program streams, which are cut anywhere (ISO/IEC 13818-1). Other films seldom begin so.</summary>
    /// <param name="path">A file on this machine.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsLikely(string path)
    {
        // What else has a name may never answer.
        if (FileStatus.TryRead(path, followLink: true) is not { IsRegular: true })
        {
            return false;
        }

        Span<byte> head = stackalloc byte[ArrivalTime + 1];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && (head[0] == TransportSync || head[ArrivalTime] == TransportSync || head.StartsWith<byte>([0, 0, 1, 0xBA]));
    }

    /// <summary>Reads the film's first packets.</summary>
    /// <param name="runner">Starts ffprobe.</param>
    /// <param name="path">A file on this machine.</param>
    /// <param name="stream">Of the picture, the index over all kinds.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <returns>
    /// Null for a film that begins with a keyframe and with none that is shown before that, unless it is H.264 and that keyframe no IDR picture; and
    /// for one whose packets do not tell.
    /// </returns>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public static async Task<CutOffBeginning?> FindAsync(ToolRunner runner, string path, int stream, CancellationToken cancellationToken)
    {
        var packets = new List<MediaPacket>();
        var (_, clocks) = await new FfprobeClient(runner).ReadPacketsAsync(path, stream, packets.Add, cancellationToken, Longest).ConfigureAwait(false);
        return clocks.GetValueOrDefault(stream)?.TimeBase is not { } unit ? null
            : Of(packets, unit)
            ?? (await LeansBackAsync(runner, path, stream, cancellationToken).ConfigureAwait(false) ? Of(packets, unit, leansBack: true) : null);
    }

    /// <param name="packets">The first ones of the picture, or all, in the file's order.</param>
    /// <param name="unit">Seconds per tick of these.</param>
    /// <returns>Null for a film that begins with a keyframe and with none that is shown before that, and for one whose packets do not tell.</returns>
    public static CutOffBeginning? Of(IReadOnlyList<MediaPacket> packets, Rational unit) => Of(packets, unit, leansBack: false);

    // H.264 in Matroska or MP4 alone: what else begins with a keyframe lets decoders complain of nothing.
    private static async Task<bool> LeansBackAsync(ToolRunner runner, string path, int stream, CancellationToken cancellationToken)
    {
        if (IsLikely(path) || await new FfprobeClient(runner).ProbeAsync(path, cancellationToken).ConfigureAwait(false)
            is not ProbeOutcome.Probed { Probe: var probe } || probe.Streams.FirstOrDefault(found => found.Index == stream)?.Codec is not "h264")
        {
            return false;
        }

        var leans = false;
        await new PacketContents(runner).ReadAsync(
            path, stream, ["%+#1"], (_, packet) => leans = IdrPicture.IsOther("h264", packet), cancellationToken).ConfigureAwait(false);
        return leans;
    }

    /// <inheritdoc cref="Of(IReadOnlyList{MediaPacket}, Rational)"/>
    /// <param name="leansBack">Its first keyframe is none behind which nothing leans on what stands before it.</param>
    private static CutOffBeginning? Of(IReadOnlyList<MediaPacket> packets, Rational unit, bool leansBack)
    {
        ArgumentNullException.ThrowIfNull(packets);
        if (packets.Index().Where(packet => packet.Item.Key).Take(2).ToList() is not [var (first, key), var (second, next)]
            || next.Pts is not { } end || !(first > 0 || leansBack || packets.Take(second).Any(packet => packet.Pts < key.Pts)))
        {
            return null;
        }

        var shown = packets.Take(second).Min(packet => packet.Pts) ?? end;
        return new CutOffBeginning(end, Time(end, unit), Time(Math.Max(0, end - shown), unit));
    }

    private static TimeSpan Time(long ticks, Rational unit) => TimeSpan.FromSeconds((double)ticks * unit.Numerator / unit.Denominator);
}
