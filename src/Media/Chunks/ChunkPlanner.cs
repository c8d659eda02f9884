using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Chunks;

/// <summary>Decides whether a film is shared out, and where it is cut: at shown keyframes, into pieces of nearly the same length. Pure.</summary>
public static class ChunkPlanner
{
    // Refreshed line by line instead of by keyframes, a picture is whole only after the second mark.
    private const int KeyframesBefore = 2;
    private const double JustBehind = 0.0005;

    // In formats without an index ffmpeg jumps to whatever packet has the time, and goes on to the next keyframe: so aim before it.
    private const double WellBefore = -0.5;
    private const double PicturesBehind = 0.5;

    // How much shorter or longer than wanted pieces may get so that the last ones end together.
    private const double Stretch = 1.5;

    // In Matroska ffmpeg aims 3/23 s before the time that it is told where pictures may be shown in another order than stored, and so finds the
    // keyframe before (5.1). In MP4 it does not.
    private const double Reordering = 0.1305;

    /// <param name="source">The whole of it.</param>
    /// <param name="target">About how long a piece is, positive.</param>
    /// <param name="minimum">No piece is shorter.</param>
    /// <param name="slots">How many pieces are worked on at a time; 0 where that is not known.</param>
    public static ChunkPlan Plan(ChunkSource source, TimeSpan target, TimeSpan minimum, int slots)
    {
        ArgumentNullException.ThrowIfNull(source);
        if ((SourceRules.HeaderBreach(source) ?? SourceRules.OrderBreach(source)) is { } breach)
        {
            return new ChunkPlan.Whole(breach);
        }

        var shown = Shown(source);
        if (SourceRules.ShownBreach(source, shown) is { } odd)
        {
            return new ChunkPlan.Whole(odd);
        }

        var clock = new CutClock(source.TimeBase);
        var length = clock.Seconds(shown[^1] - shown[0]);
        var wanted = Wanted(length, target.TotalSeconds, minimum.TotalSeconds, slots);
        if (wanted < 2)
        {
            return new ChunkPlan.Whole("The film is too short to be shared out.");
        }

        long[] keys = [.. source.Packets.Where(packet => packet.Key).Select(packet => packet.Pts!.Value)];
        var cuts = Cuts(clock, shown, keys, wanted, minimum.TotalSeconds);
        return cuts.Count < 2
            ? new ChunkPlan.Whole("There are too few keyframes to cut at.")
            : new ChunkPlan.Chunks(
                [.. cuts.Select((first, index) => Make(source, clock, shown, keys, index, first, index + 1 < cuts.Count ? cuts[index + 1] : null))],
                TimeSpan.FromSeconds(clock.Seconds(shown[0])) - source.Start);
    }

    /// <summary>The pieces' beginnings that <see cref="FromIdr"/> can do something for, should they be IDR pictures.</summary>
    /// <returns>When they are shown, in the source's ticks.</returns>
    internal static IReadOnlyList<long> IdrCandidates(ChunkSource source, IReadOnlyList<Chunk> chunks)
    {
        if (source.Picture.Codec is not ("h264" or "hevc") || !(source.Formats.Contains("matroska") || source.Formats.Contains("mov")))
        {
            return [];
        }

        var clock = new CutClock(source.TimeBase);
        var begins = chunks.Skip(1).Select(chunk => chunk.Start).ToHashSet();
        return
        [
            .. Groups(source)
                .Where(group => begins.Contains(clock.Milliseconds(group.Key)) && group.Packets.All(packet => IsFree(group.Key, packet)))
                .Select(group => group.Key),
        ];

        // A picture that is shown before it is the piece's before. Of two keyframes that are so near, ffmpeg may take the other.
        bool IsFree(long key, MediaPacket packet) =>
            packet.Pts > key && !(packet.Key && clock.Seconds(packet.Pts!.Value - key) < 2 * Reordering);
    }

    /// <summary>
    /// Leaves out of the cuts what no decoder needs: what stands before a piece that begins with an IDR picture, and behind one that such a piece follows.
    /// </summary>
    /// <param name="source">The whole of it.</param>
    /// <param name="chunks">Planned for it.</param>
    /// <param name="idr">When IDR pictures are shown, in the source's ticks, as far as they are known.</param>
    internal static IReadOnlyList<Chunk> FromIdr(ChunkSource source, IReadOnlyList<Chunk> chunks, IReadOnlySet<long> idr)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(chunks);
        var clock = new CutClock(source.TimeBase);
        var begins = IdrCandidates(source, chunks).Where(idr.Contains).DistinctBy(clock.Milliseconds)
            .ToDictionary(clock.Milliseconds, key => clock.Seconds(key) - source.Start.TotalSeconds);
        var behind = JustBehind + (source.Formats.Contains("mov") ? 0 : Reordering);
        return
        [
            .. chunks.Select(chunk => chunk with
            {
                CutFrom = begins.TryGetValue(chunk.Start, out var begin) ? begin + behind : chunk.CutFrom,
                CutTo = chunk.End is { } next && begins.TryGetValue(next, out var end) ? end + PicturesBehind : chunk.CutTo,
            }),
        ];
    }

    /// <returns>Each keyframe's time, and the packets behind it to the next one, with that.</returns>
    private static IEnumerable<(long Key, IEnumerable<MediaPacket> Packets)> Groups(ChunkSource source)
    {
        int[] keys = [.. source.Packets.Index().Where(entry => entry.Item.Key).Select(entry => entry.Index)];
        foreach (var (index, place) in keys.Index())
        {
            var end = index + 1 < keys.Length ? keys[index + 1] + 1 : source.Packets.Count;
            yield return (source.Packets[place].Pts!.Value, Enumerable.Range(place + 1, end - place - 1).Select(at => source.Packets[at]));
        }
    }

    /// <returns>How many pieces: where that can be, every slot gets as many as the others.</returns>
    private static int Wanted(double length, double target, double minimum, int slots)
    {
        var most = (int)Math.Floor(length / minimum);
        var wanted = Math.Min((int)Math.Round(length / target), most);
        if (slots == 0)
        {
            return wanted;
        }

        var even = slots * Math.Max(1, (int)Math.Round((double)wanted / slots));
        return even <= Math.Min(most, wanted * Stretch) && even >= wanted / Stretch ? even : wanted;
    }

    // What is stored before the first frame that a decoder can make is not shown.
    private static long[] Shown(ChunkSource source)
    {
        if (source.FirstFrames is not [var first, ..])
        {
            return [];
        }

        long[] shown = [.. source.Packets.Where(packet => !packet.Discard && packet.Pts >= first).Select(packet => packet.Pts!.Value)];
        Array.Sort(shown);
        return shown;
    }

    /// <returns>The first frame of each piece, as places among the shown ones.</returns>
    private static List<int> Cuts(CutClock clock, long[] shown, long[] keys, int wanted, double minimum)
    {
        var places = keys.Select(key => Array.BinarySearch(shown, key)).Where(place => place > 0).ToArray();
        var times = places.Select(place => clock.Seconds(shown[place] - shown[0])).ToArray();
        var length = clock.Seconds(shown[^1] - shown[0]);
        var (cuts, last, at) = (new List<int> { 0 }, 0.0, 0);
        for (var piece = 1; piece < wanted; piece++)
        {
            var ideal = length * piece / wanted;
            while (at < times.Length && times[at] < last + minimum)
            {
                at++;
            }

            while (at + 1 < times.Length && Math.Abs(times[at + 1] - ideal) <= Math.Abs(times[at] - ideal))
            {
                at++;
            }

            if (at == times.Length || times[at] > length - minimum)
            {
                break;
            }

            cuts.Add(places[at]);
            last = times[at];
        }

        return cuts;
    }

    private static Chunk Make(ChunkSource source, CutClock clock, long[] shown, long[] keys, int index, int first, int? next)
    {
        double FromStart(long ticks) => clock.Seconds(ticks) - source.Start.TotalSeconds;
        var before = Array.BinarySearch(keys, shown[first]) - KeyframesBefore;
        var behind = next is { } place ? Array.BinarySearch(keys, shown[place]) + 1 : keys.Length;
        var indexed = !source.Formats.Contains("mpegts") && !source.Formats.Contains("mpeg");
        return new Chunk
        {
            Index = index,
            CutFrom = before > 0 ? Math.Max(0, FromStart(keys[before]) + (indexed ? JustBehind : WellBefore)) : null,
            CutTo = behind < keys.Length ? FromStart(keys[behind]) + PicturesBehind : null,
            Start = clock.Milliseconds(shown[first]),
            End = next is { } end ? clock.Milliseconds(shown[end]) : clock.Milliseconds(shown[^1]) + 1,
            Frames = (next ?? shown.Length) - first,
            BeginMicroseconds = 1000 * (clock.Milliseconds(shown[first]) - clock.Milliseconds(shown[0])),
        };
    }
}
