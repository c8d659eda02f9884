namespace Transcoder.Coordinator.Storage;

/// <summary>A folder is not the one that the database knows: unmounted, replaced, or never initialised. Nothing may be moved.</summary>
public sealed class StorageMissingException(string message) : IOException(message);
