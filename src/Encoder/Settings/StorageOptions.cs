namespace Transcoder.Encoder.Settings;

/// <summary>What an encoder takes from section "Storage".</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// Where this encoder reaches the storage root, best first: <c>file:///…</c> or <c>ssh://user@host:port/…</c>. Empty takes what the
    /// orders say.
    /// </summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];
}
