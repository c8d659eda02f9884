using Transcoder.Contracts;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Decides what becomes of subtitles and attachments. Pure.</summary>
internal static class SubtitlePlanner
{
    public static StreamDecision Subtitle(MediaStream stream, OutputContainer container)
    {
        var name = StreamNames.Of(stream);
        if (stream.Codec is not { } codec)
        {
            return new StreamDecision(null, $"{name} is left out: the header does not say how to read it.");
        }

        if (ContainerRules.CarriesSubtitle(container, codec))
        {
            return new StreamDecision(Settings(stream, StreamKind.Subtitle, StreamCodec.Copy), null);
        }

        if (!ContainerRules.IsText(codec))
        {
            return new StreamDecision(null, $"{name} is left out: {ContainerRules.Name(container)} cannot carry {codec}, which is no text.");
        }

        var target = ContainerRules.TextCodec(container);
        var loss = codec is "ass" or "ssa" ? " Its styles are lost." : "";
        return new StreamDecision(
            Settings(stream, StreamKind.Subtitle, target),
            $"{name} is converted to {target}: {ContainerRules.Name(container)} cannot carry {codec}.{loss}");
    }

    public static StreamDecision Attachment(MediaStream stream, OutputContainer container)
    {
        var name = StreamNames.Of(stream);
        if (container != OutputContainer.Matroska)
        {
            return new StreamDecision(null, $"{name} is left out: {ContainerRules.Name(container)} has no attachments.");
        }

        return stream is { FileName: not null, MimeType: not null }
            ? new StreamDecision(Settings(stream, StreamKind.Attachment, StreamCodec.Copy), null)
            : new StreamDecision(null, $"{name} is left out: it has no file name or no media type.");
    }

    private static StreamSettings Settings(MediaStream stream, StreamKind kind, StreamCodec codec) =>
        new() { SourceStream = stream.Index, Kind = kind, Codec = codec };
}
