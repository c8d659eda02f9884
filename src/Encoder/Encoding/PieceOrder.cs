using Transcoder.Contracts;

namespace Transcoder.Encoder.Encoding;

/// <summary>What an order asks of the file that it gives to read. Pure.</summary>
internal static class PieceOrder
{
    /// <param name="settings">Of the whole film.</param>
    /// <param name="piece">Null for the whole film.</param>
    /// <returns>Settings of the result, with streams as the source counts them: a cut holds nothing but the picture.</returns>
    public static EncodeSettings OfSource(EncodeSettings settings, PieceSettings? piece) => piece?.Content is PieceContent.Picture
        ? settings with
        {
            Container = WorkNames.Container(settings, piece.Content),
            Video = settings.Video with { SourceStream = 0 },
            Streams = [],
            Chapters = null,
        }
        : settings;
}
