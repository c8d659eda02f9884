using System.Globalization;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Streams as notes name them.</summary>
internal static class StreamNames
{
    /// <summary>Such as "Stream 3 (subtitle, hdmv_pgs_subtitle, ger)".</summary>
    public static string Of(MediaStream stream)
    {
        var kind = stream is { Kind: MediaStreamKind.Video, IsAttachedPicture: true } ? "cover picture" : stream.Kind switch
        {
            MediaStreamKind.Video => "video",
            MediaStreamKind.Audio => "sound",
            MediaStreamKind.Subtitle => "subtitle",
            MediaStreamKind.Attachment => "attachment",
            MediaStreamKind.Data => "data",
            _ => "unknown kind",
        };
        string?[] details = [kind, stream.Kind == MediaStreamKind.Attachment ? stream.FileName ?? stream.Codec : stream.Codec, stream.Language];
        return string.Create(CultureInfo.InvariantCulture, $"Stream {stream.Index} ({string.Join(", ", details.Where(detail => detail is not null))})");
    }
}
