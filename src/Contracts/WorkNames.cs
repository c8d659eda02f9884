namespace Transcoder.Contracts;

/// <summary>Names of files that coordinator and encoders exchange below <c>work/</c>.</summary>
public static class WorkNames
{
    /// <summary>File name of an execution's result, without folder: the execution's id and the container's ending.</summary>
    public static string Result(Guid executionId, OutputContainer container) => $"{executionId:n}{Extension(container)}";

    /// <summary>File name of an execution's result, without folder.</summary>
    public static string Result(Guid executionId, TranscodeRequested order) => Result(executionId, Container(order.Settings, order.Piece?.Content));

    /// <summary>The container of a result: the one that is ordered, but Matroska for a piece of the picture.</summary>
    /// <param name="settings">Of the order.</param>
    /// <param name="piece">Of the order; null for a whole film.</param>
    public static OutputContainer Container(EncodeSettings settings, PieceContent? piece) =>
        piece is PieceContent.Picture ? OutputContainer.Matroska : settings.Container;

    /// <summary>The ending of a container's files, with the dot.</summary>
    public static string Extension(OutputContainer container) => container switch
    {
        OutputContainer.Matroska => ".mkv",
        OutputContainer.Mp4 => ".mp4",
        OutputContainer.WebM => ".webm",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, "Unknown container"),
    };
}
