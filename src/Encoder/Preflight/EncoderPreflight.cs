namespace Transcoder.Encoder.Preflight;

/// <summary>Every check of this machine as an encoder.</summary>
public sealed class EncoderPreflight
{
    private readonly IReadOnlyList<IPreflightCheck> _checks;

    internal EncoderPreflight(IEnumerable<IPreflightCheck> checks) => _checks = [.. checks];

    /// <summary>Runs all checks at once. Any number of times; needs no bus.</summary>
    /// <returns>In a fixed order; failures are results.</returns>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(_checks.Select(check => check.RunAsync(cancellationToken)));
        return [.. results.SelectMany(found => found)];
    }

    /// <summary>As <see cref="RunAsync"/>, for who wants to know the first problem only.</summary>
    /// <returns>One sentence; null when this machine is fit.</returns>
    internal async Task<string?> ProblemAsync(CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken)).FirstOrDefault(result => !result.Ok) is { } failed ? $"{failed.Name}: {failed.Detail}" : null;
}
