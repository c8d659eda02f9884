namespace Transcoder.Coordinator.Storage;

/// <summary>The five folders of the storage.</summary>
public enum StorageFolder
{
    /// <summary>Sources.</summary>
    Incoming,

    /// <summary>Unfinished work; encoders write here.</summary>
    Work,

    /// <summary>Results; only the commit writes here.</summary>
    Completed,

    /// <summary>Sources whose jobs failed.</summary>
    Failed,

    /// <summary>Sources whose jobs completed.</summary>
    Archive,
}
