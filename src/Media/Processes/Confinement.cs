namespace Transcoder.Media.Processes;

/// <summary>All that a program may touch which reads a file that may be made to do harm.</summary>
public sealed record Confinement
{
    /// <summary>For a program that reads these files, by absolute paths, and writes none.</summary>
    public static Confinement To(params IReadOnlyList<string> files) => new() { Reads = files };

    /// <summary>Absolute paths of the files that it reads, or of folders of them.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Absolute path of the file that it makes, in whose folder it may write; null for none.</summary>
    public string? Writes { get; init; }

    /// <summary>Bytes of memory; null is what this machine or container has.</summary>
    public long? Memory { get; init; }
}
