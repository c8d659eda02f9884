namespace Transcoder.Encoder.Preflight;

/// <summary>
/// One thing that must be in order before the first order. Run at start, by an unwell encoder, and by the doctor; leaves nothing behind.
/// </summary>
internal interface IPreflightCheck
{
    /// <returns>One result for each thing looked at; a failure is a result and no exception.</returns>
    Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken);
}
