using System.Buffers.Binary;
using Transcoder.Media.Containers;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Reads the Matroska that ffmpeg writes into a pipe, as it comes: only there do all streams share one output and each piece bear its time.
/// Knows only what <see cref="DecodedFilm"/> asks ffmpeg for: uncompressed content, time stamps in milliseconds.
/// </summary>
/// <param name="take">Stream from 0, time stamp, channels of sound, content.</param>
internal sealed class MatroskaReader(MatroskaReader.Take take)
{
    private const int Longest = 16 * 1024 * 1024;

    private readonly Dictionary<long, int> _channels = [];
    private byte[] _bytes = new byte[64 * 1024];
    private int _filled;
    private long _track;
    private long _cluster;

    public delegate void Take(int stream, TimeSpan start, int channels, ReadOnlySpan<byte> content);

    /// <exception cref="InvalidDataException">It is no Matroska.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_filled + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _filled + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_filled));
        _filled += bytes.Length;
        var used = 0;
        while (Element(_bytes.AsSpan(used, _filled - used)) is var length and > 0)
        {
            used += length;
        }

        _bytes.AsSpan(used, _filled - used).CopyTo(_bytes);
        _filled -= used;
    }

    /// <returns>Bytes that are done with; 0 when more are needed.</returns>
    private int Element(ReadOnlySpan<byte> bytes)
    {
        if (Ebml.Number(bytes, keepMarker: true) is not { } id || Ebml.Number(bytes[id.Length..], keepMarker: false) is not { } size)
        {
            return 0;
        }

        var head = id.Length + size.Length;
        if (id.Value is 0x18538067 or 0x1654AE6B or 0xAE or 0xE1 or 0x1F43B675 or 0xA0)
        {
            // Segment, Tracks, TrackEntry, Audio, Cluster, BlockGroup: what is in them follows as if it stood alone.
            return head;
        }

        if (size.Value > Longest)
        {
            throw new InvalidDataException($"ffmpeg's Matroska holds an element of {size.Value} bytes.");
        }

        if (bytes.Length - head < size.Value)
        {
            return 0;
        }

        Leaf(id.Value, bytes.Slice(head, (int)size.Value));
        return head + (int)size.Value;
    }

    private void Leaf(long id, ReadOnlySpan<byte> content)
    {
        switch (id)
        {
            case 0xD7:
                _track = Ebml.Unsigned(content);
                break;
            case 0x9F:
                _channels[_track] = (int)Ebml.Unsigned(content);
                break;
            case 0xE7:
                _cluster = Ebml.Unsigned(content);
                break;
            case 0xA3 or 0xA1 when Ebml.Number(content, keepMarker: false) is { } track:
                var start = TimeSpan.FromMilliseconds(_cluster + BinaryPrimitives.ReadInt16BigEndian(content[track.Length..]));
                take((int)track.Value - 1, start, _channels.GetValueOrDefault(track.Value, 1), content[(track.Length + 3)..]);
                break;
        }
    }
}
