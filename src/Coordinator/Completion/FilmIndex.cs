using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>What the coordinator itself read in a film: when each frame is shown, and what is heard when.</summary>
/// <param name="Picture">The one that is encoded.</param>
/// <param name="Others">Every other stream that has packets, in the file's order; only sound is asked for.</param>
public sealed record FilmIndex(VideoIndex Picture, IReadOnlyList<TrackIndex> Others)
{
    /// <summary>The same film as if so many of its first frames were not there, as far as it has them and tells their times.</summary>
    public FilmIndex Without(long frames) =>
        frames <= 0 || Picture.Times is not { } times || frames >= times.Count ? this
        : new FilmIndex(Picture.Slice(frames, times.Count - frames)!, [.. Others.Select(track => track.Earlier(TimeSpan.FromMicroseconds(times[(int)frames])))]);

    /// <summary>Builds it packet by packet.</summary>
    /// <param name="picture">The index of the picture's stream.</param>
    public sealed class Builder(int picture)
    {
        private readonly VideoIndex.Builder _frames = new();
        private readonly SortedDictionary<int, TrackSpan> _tracks = [];

        public void Add(MediaPacket packet)
        {
            if (!_tracks.TryGetValue(packet.Stream, out var span))
            {
                _tracks.Add(packet.Stream, span = new TrackSpan());
            }

            span.Add(packet);
            if (packet.Stream == picture)
            {
                _frames.Add(packet);
            }
        }

        public FilmIndex Build(IReadOnlyDictionary<int, StreamClock> clocks)
        {
            var zero = _tracks.GetValueOrDefault(picture)?.Begin(clocks.GetValueOrDefault(picture)?.TimeBase);
            return new FilmIndex(
                _frames.Build(clocks.GetValueOrDefault(picture)?.TimeBase),
                [.. _tracks.Where(track => track.Key != picture).Select(track => track.Value.Build(track.Key, clocks.GetValueOrDefault(track.Key), zero))]);
        }
    }
}
