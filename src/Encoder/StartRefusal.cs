using Transcoder.Broker;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Encoder;

/// <summary>Why the encoder did not start, for the operator.</summary>
/// <param name="ExitCode">78 for settings, 69 for the machine.</param>
/// <param name="Sentences">One for each thing that is wrong; each names its setting, or its cure.</param>
public sealed record StartRefusal(int ExitCode, IReadOnlyList<string> Sentences)
{
    private const int BadSettings = 78;
    private const int UnfitMachine = 69;

    /// <returns>Null when the exception is none of the refusals, but a surprise.</returns>
    public static StartRefusal? Of(Exception failure) => failure switch
    {
        PreflightException unfit =>
            new StartRefusal(UnfitMachine, [.. unfit.Failed.Select(check => $"{check.Name}: {check.Detail.TrimEnd('.')}. {check.Cure}")]),
        _ => SettingSentences.Of(failure) is { } sentences ? new StartRefusal(BadSettings, sentences) : null,
    };
}
