namespace Transcoder.Cli.Encoding;

/// <summary>What the command line of <c>encode</c> says.</summary>
/// <param name="Inputs">As they were typed; at least one.</param>
/// <param name="Output">A file or a folder; null is the current folder.</param>
/// <param name="Profile">Null is the default profile.</param>
/// <param name="Encoders">Slots, 1 to 64.</param>
/// <param name="Json">The last line of standard output is for a program.</param>
/// <param name="DryRun">Nothing is done; what would be done is told.</param>
/// <param name="Verbose">Logs tell what happens, not only what goes wrong.</param>
/// <param name="Settings">Each as <c>--Section:Key=value</c>.</param>
internal sealed record EncodeRequest(
    IReadOnlyList<string> Inputs, string? Output, string? Profile, int Encoders, bool Json, bool DryRun, bool Verbose, IReadOnlyList<string> Settings);
