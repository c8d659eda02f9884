namespace Transcoder.Contracts;

/// <summary>Typed settings of one encode: never a command line, so whoever can publish cannot run commands.</summary>
public sealed record EncodeSettings
{
    /// <summary>File format of the result.</summary>
    public required OutputContainer Container { get; init; }

    /// <summary>How the picture is encoded.</summary>
    public required VideoSettings Video { get; init; }

    /// <summary>Every other stream that the result holds, in its order.</summary>
    public IReadOnlyList<StreamSettings> Streams { get; init; } = [];

    /// <summary>How many chapters the result must have; null is not checked.</summary>
    public int? Chapters { get; init; }
}
