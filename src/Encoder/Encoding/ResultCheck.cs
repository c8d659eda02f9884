using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Settings;
using Transcoder.Encodes;
using Transcoder.Media.Chunks;
using Transcoder.Media.Containers;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Similarity;

namespace Transcoder.Encoder.Encoding;

/// <summary>Compares a result with its order, here where both are; an exit code proves nothing.</summary>
internal sealed class ResultCheck(FfprobeClient ffprobe, DecodeCheck decode, SimilarityCheck similarity, SoundCheck sound, IOptions<EncoderOptions> options)
{
    /// <param name="result">Absolute path.</param>
    /// <param name="source">Absolute path of what was encoded.</param>
    /// <param name="settings">What was ordered of this source.</param>
    /// <param name="piece">Likewise; null for the whole film.</param>
    /// <param name="frames">That ffmpeg says it wrote.</param>
    /// <param name="damaged">The source is, so copied sound may decode with errors as it does there.</param>
    /// <returns>Null when the result is what was ordered.</returns>
    public async Task<StepFailure?> RunAsync(
        string result, string source, EncodeSettings settings, PieceSettings? piece, long frames, bool damaged, CancellationToken cancellationToken)
    {
        var cleanSound = !damaged || !settings.Streams.Any(stream => stream is { Kind: StreamKind.Audio, Codec: StreamCodec.Copy });
        if (WrongNumber(piece, frames) is { } wrong)
        {
            return Mismatch(wrong);
        }

        // All at once, since a short film is checked as fast as the tools start; the first answer is the one that explains most.
        var found = await Task.WhenAll(
            StreamsAsync(result, settings, piece, cancellationToken),
            piece?.Content is PieceContent.Tracks
                ? TracksAsync(result, source, settings, cancellationToken)
                : FilmAsync(result, source, settings, piece, frames, damaged, cleanSound, cancellationToken),
            ChecksumsAsync(result, settings, cancellationToken));
        return found.FirstOrDefault(failure => failure is not null);
    }

    private static string? WrongNumber(PieceSettings? piece, long frames) => piece switch
    {
        { Content: PieceContent.Tracks } => null,
        _ when frames == 0 => "ffmpeg ended well and wrote no frame",
        { Frames: { } ordered } when ordered != frames => $"ffmpeg wrote {frames} frames where the piece has {ordered}",
        _ => null,
    };

    private Task<StepFailure?> FilmAsync(
        string result, string source, EncodeSettings settings, PieceSettings? piece, long frames, bool damaged, bool cleanSound,
        CancellationToken cancellationToken) =>
        options.Value.Check switch
        {
            EncoderCheck.Counts => CountAsync(result, frames, cancellationToken),
            EncoderCheck.Decode => DecodeAsync(result, frames, cleanSound, cancellationToken),
            EncoderCheck.Similarity => CompareAsync(result, source, settings, piece, frames, damaged, cleanSound, cancellationToken),
            _ => throw new InvalidOperationException($"Unknown check {options.Value.Check}"),
        };

    private Task<StepFailure?> TracksAsync(string result, string source, EncodeSettings settings, CancellationToken cancellationToken) =>
        settings.Streams.Any(stream => stream.Kind is StreamKind.Audio)
            ? options.Value.Check switch
            {
                EncoderCheck.Counts => Task.FromResult<StepFailure?>(null),
                EncoderCheck.Decode => DecodeAsync(result, 0, sound: true, cancellationToken),
                EncoderCheck.Similarity => ListenAsync(result, source, settings, cancellationToken),
                _ => throw new InvalidOperationException($"Unknown check {options.Value.Check}"),
            }
            : Task.FromResult<StepFailure?>(null);

    private async Task<StepFailure?> StreamsAsync(string result, EncodeSettings settings, PieceSettings? piece, CancellationToken cancellationToken) =>
        await ffprobe.ProbeAsync(result, cancellationToken) switch
        {
            ProbeOutcome.Unreadable unreadable => Mismatch($"the result cannot be read: {unreadable.Reason}", unreadable.ErrorTail),
            ProbeOutcome.Probed { Probe: var probe } when ExpectedStreams.Mismatch(settings, probe, piece?.Content) is { } mismatch => Mismatch(mismatch),
            _ => null,
        };

    // Decoders make a picture of damaged bytes, too, and often say nothing.
    private async Task<StepFailure?> ChecksumsAsync(string result, EncodeSettings settings, CancellationToken cancellationToken) =>
        options.Value.Check is not EncoderCheck.Counts && settings.Container is OutputContainer.Matroska
        && await MatroskaChecksums.FindWrongAsync(result, cancellationToken) is { } place
            ? Mismatch($"the result is not as ffmpeg wrote it: the part that begins at byte {place} does not match its checksum")
            : null;

    private async Task<StepFailure?> CountAsync(string result, long frames, CancellationToken cancellationToken)
    {
        var packets = 0L;
        var (read, _) = await ffprobe.ReadPacketsAsync(result, 0, packet => packets += packet.Discard ? 0 : 1, cancellationToken);
        return read switch
        {
            { Succeeded: false } => Mismatch("the result's packets cannot be read", read.ErrorTail),
            _ when packets != frames => Mismatch($"the result holds {packets} video packets where ffmpeg wrote {frames} frames"),
            _ => null,
        };
    }

    private async Task<StepFailure?> DecodeAsync(string result, long frames, bool sound, CancellationToken cancellationToken)
    {
        var decoded = await decode.RunAsync(result, sound, cancellationToken);
        return decoded switch
        {
            { Clean: false } => Mismatch("the result does not decode cleanly", decoded.ErrorTail),
            _ when decoded.Frames != frames => Mismatch($"the result decodes to {decoded.Frames} frames where ffmpeg wrote {frames}"),
            _ => null,
        };
    }

    private async Task<StepFailure?> CompareAsync(
        string result, string source, EncodeSettings settings, PieceSettings? piece, long frames, bool damaged, bool cleanSound,
        CancellationToken cancellationToken)
    {
        // Whether damaged sound that was copied decodes as badly as the source's is heard below; the picture must be clean all the same.
        if (!cleanSound && await DecodeAsync(result, frames, sound: false, cancellationToken) is { } failure)
        {
            return failure;
        }

        var films = new FilmPair
        {
            Result = result,
            Source = source,
            Picture = settings.Video.SourceStream,
            Tracks = piece is null ? AudioTracks(settings) : [],
            Input = piece is null ? FfmpegArguments.WholeInput(settings.Video) : FfmpegArguments.PieceInput(piece),
            Filters = VideoFilters.For(settings.Video, piece),
            Damaged = damaged,
            Lenient = !cleanSound,
        };
        var compared = await similarity.RunAsync(films, options.Value.StallLimit, cancellationToken);
        return compared switch
        {
            { Clean: false } when cleanSound => Mismatch("the result does not decode cleanly", compared.ErrorTail),
            _ when compared.Frames != frames => Mismatch($"the result decodes to {compared.Frames} frames where ffmpeg wrote {frames}"),
            _ when compared.SourceFrames != frames =>
                Mismatch($"the source decodes to {compared.SourceFrames} frames where ffmpeg wrote {frames}", compared.SourceErrorTail),
            { Difference: { } difference } => Mismatch(difference),
            _ => null,
        };
    }

    private async Task<StepFailure?> ListenAsync(string result, string source, EncodeSettings settings, CancellationToken cancellationToken)
    {
        var compared = await sound.RunAsync(
            result, StitchClock.TracksOffset(FfmpegArguments.Format(settings.Container)), source, settings.Video.SourceStream, AudioTracks(settings),
            options.Value.StallLimit, cancellationToken);
        return compared switch
        {
            { Clean: false } => Mismatch("the result's sound does not decode cleanly", compared.ErrorTail),
            { Difference: { } difference } => Mismatch(difference),
            _ => null,
        };
    }

    private static IReadOnlyList<int> AudioTracks(EncodeSettings settings) =>
        [.. settings.Streams.Where(stream => stream.Kind is StreamKind.Audio).Select(stream => stream.SourceStream)];

    private static StepFailure Mismatch(string reason, IReadOnlyList<string>? tail = null) =>
        new(FailureKind.CheckFailed, reason, null, tail ?? []);
}
