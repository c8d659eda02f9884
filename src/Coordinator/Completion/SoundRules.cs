using System.Globalization;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Completion;

/// <summary>
/// When the sound of a result is as long as its source's, and where it was beside the picture, by the coordinator's own index of both. Pure. The
/// figures are measured; docs/verification.md has them.
/// </summary>
public static class SoundRules
{
    // Times in milliseconds, of picture and sound, on either side.
    private static readonly TimeSpan CopiedShift = TimeSpan.FromMilliseconds(2);

    // Encoders begin up to one block early, and decoders leave out up to one at the beginning: 1105 samples of MP3, 2048 of HE-AAC.
    private static readonly TimeSpan EncodedShift = TimeSpan.FromMilliseconds(30);
    private const int UsualBlock = 1152;
    private const int LargestBlock = 2048;

    // The last block is filled up.
    private static readonly TimeSpan LengthChange = TimeSpan.FromMilliseconds(100);

    /// <summary>Holds each ordered track against the source's.</summary>
    /// <param name="settings">The order.</param>
    /// <param name="source">The whole source.</param>
    /// <param name="result">With as many frames as the source, and as many tracks of sound as ordered, whose streams are named.</param>
    /// <param name="sound">The result's streams of sound, in order.</param>
    /// <returns>One sentence on the first difference; null when they agree as far as both files tell.</returns>
    public static string? Check(EncodeSettings settings, FilmIndex source, FilmIndex result, IEnumerable<int> sound) =>
        settings.Streams.Where(stream => stream.Kind == StreamKind.Audio)
            .Zip(sound, (ordered, index) => Problem(ordered, settings.Container, Track(source, ordered.SourceStream), Track(result, index)))
            .FirstOrDefault(problem => problem is not null);

    private static TrackIndex Track(FilmIndex film, int stream) =>
        film.Others.FirstOrDefault(track => track.Stream == stream) ?? new TrackIndex { Stream = stream, Packets = 0 };

    private static string? Problem(StreamSettings ordered, OutputContainer container, TrackIndex source, TrackIndex result)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Audio from stream {ordered.SourceStream}");
        var copied = ordered.Codec == StreamCodec.Copy;
        if (copied ? !SamePackets(source.Packets, result.Packets, container) : source.Packets > 0 && result.Packets == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} has {result.Packets} packets, the source's {source.Packets}.");
        }

        var block = Block(source);
        var most = copied ? CopiedShift : Longer(block, EncodedShift);

        // Behind an edit list hides the encoder's first block, but also sound that was moved before the picture.
        var late = copied ? result.Start - source.Start : result.ShownStart - source.ShownStart;
        var early = copied ? late : result.Start - source.ShownStart;
        if ((early < -most ? early : late > most ? late : null) is { } shift)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} begins {shift.TotalMilliseconds:0} ms later than the source's.");
        }

        var longer = copied ? result.Length - source.Length : result.ShownLength - source.ShownLength;
        return longer?.Duration() > Longer(2 * block, LengthChange)
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is {longer.Value.TotalSeconds:0.###} s longer than the source's.")
            : null;
    }

    // Lossless packets may be longer, but of them nothing is left out.
    private static TimeSpan Block(TrackIndex source)
    {
        var sample = 1 / (source.SampleRate is { } rate and > 0 ? rate : double.PositiveInfinity);
        var usual = TimeSpan.FromSeconds(UsualBlock * sample);
        return source.Block is { } block && block.TotalSeconds <= LargestBlock * sample ? Longer(block, usual) : usual;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // ffmpeg leaves out the last packet of Opus that begins late when it reads MP4.
    private static bool SamePackets(long source, long result, OutputContainer container) =>
        result == source || (container == OutputContainer.Mp4 && result == source - 1);
}
