using Transcoder.Contracts;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Encoder.Encoding;

/// <summary>The streams that an order leads to.</summary>
internal static class ExpectedStreams
{
    private sealed record Expected(MediaStreamKind Kind, string? Codec);

    /// <returns>Null when the result holds what was ordered, else one sentence.</returns>
    public static string? Mismatch(EncodeSettings settings, MediaProbe probe, PieceContent? piece = null)
    {
        var hasPicture = piece is not PieceContent.Tracks;
        // Matroska lists attachments last wherever they were written, and MP4 keeps chapters in a data stream of its own.
        var expected = settings.Streams.Select(Of).Prepend(new Expected(MediaStreamKind.Video, Codec(settings.Video.Codec)))
            .Skip(hasPicture ? 0 : 1).OrderBy(stream => stream.Kind is MediaStreamKind.Attachment).ToList();
        var found = probe.Streams.Where(stream => stream.Kind is not MediaStreamKind.Data)
            .OrderBy(stream => stream.Kind is MediaStreamKind.Attachment).ToList();
        if (found.Count != expected.Count)
        {
            return $"the result holds {found.Count} streams where {expected.Count} were ordered";
        }

        foreach (var (index, (stream, wanted)) in found.Zip(expected).Index())
        {
            if (stream.Kind != wanted.Kind || (wanted.Codec is { } codec && codec != stream.Codec))
            {
                return $"stream {index} of the result is {stream.Kind} {stream.Codec} where {wanted.Kind} {wanted.Codec} was ordered";
            }
        }

        return hasPicture && settings.Video.PixelFormat is { } pixels && !PixelFormatNames.AreAlike(found[0].PixelFormat, pixels)
            ? $"the result's pixel format is {found[0].PixelFormat} where {pixels} was ordered"
            : null;
    }

    private static Expected Of(StreamSettings stream) => new(
        stream.Kind switch
        {
            StreamKind.Audio => MediaStreamKind.Audio,
            StreamKind.Subtitle => MediaStreamKind.Subtitle,
            StreamKind.Attachment => MediaStreamKind.Attachment,
            _ => throw new ArgumentOutOfRangeException(nameof(stream), stream.Kind, "Unknown kind"),
        },
        stream.Codec switch
        {
            StreamCodec.Copy => null,
            StreamCodec.Aac => "aac",
            StreamCodec.Opus => "opus",
            StreamCodec.SubRip => "subrip",
            StreamCodec.MovText => "mov_text",
            StreamCodec.WebVtt => "webvtt",
            StreamCodec.Flac => "flac",
            _ => throw new ArgumentOutOfRangeException(nameof(stream), stream.Codec, "Unknown codec"),
        });

    private static string Codec(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => "h264",
        VideoCodec.Hevc => "hevc",
        VideoCodec.Av1 => "av1",
        VideoCodec.Vp9 => "vp9",
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "Unknown codec"),
    };
}
