namespace Transcoder.Media.Files;

/// <summary>How a publish ended.</summary>
public enum PublishOutcome
{
    /// <summary>The file has its final name, durably, and the staged name is gone.</summary>
    Published,

    /// <summary>Something else already has the final name; nothing was changed.</summary>
    NameTaken,

    /// <summary>Staged and final folder are on different file systems; nothing was changed.</summary>
    OtherFileSystem,
}
