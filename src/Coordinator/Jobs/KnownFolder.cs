namespace Transcoder.Coordinator.Jobs;

/// <summary>The identity of one folder of the storage, so that a missing mount is noticed.</summary>
public sealed class KnownFolder
{
    /// <summary>Name of the folder, such as "incoming".</summary>
    public required string Name { get; init; }

    /// <summary>Content of its <c>.transcoder-id</c>.</summary>
    public required Guid Identity { get; init; }
}
