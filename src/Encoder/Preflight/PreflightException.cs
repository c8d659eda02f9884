namespace Transcoder.Encoder.Preflight;

/// <summary>This machine cannot work as an encoder; exit code 69.</summary>
public sealed class PreflightException(IReadOnlyList<CheckResult> failed)
    : Exception(string.Join(Environment.NewLine, failed.Select(check => $"{check.Name}: {check.Detail}. {check.Cure}")))
{
    /// <summary>What failed, each with its cure.</summary>
    public IReadOnlyList<CheckResult> Failed { get; } = failed;
}
