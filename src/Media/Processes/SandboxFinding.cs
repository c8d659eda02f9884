namespace Transcoder.Media.Processes;

/// <summary>What this system offers against files that may be made to do harm.</summary>
/// <param name="Level">What holds for every program with a <see cref="Confinement"/>.</param>
/// <param name="Detail">One sentence for an operator, without a full stop.</param>
public sealed record SandboxFinding(SandboxLevel Level, string Detail)
{
    internal SandboxForm? Form { get; init; }
}
