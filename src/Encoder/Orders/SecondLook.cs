using Transcoder.Contracts;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Encoder.Orders;

/// <summary>Looks at this machine when something has failed on it, before that is held against anybody else.</summary>
internal sealed class SecondLook(EncoderPreflight preflight, EncoderHealth health, ReportWriter reports)
{
    /// <summary>What an unwell machine made of a film says nothing about the film: the blame becomes the machine's own.</summary>
    public async Task<EncodeOutcome> TakeAsync(RunningExecution execution, EncodeOutcome outcome)
    {
        if (outcome is not EncodeOutcome.Failed { Report: { Kind: not (FailureKind.BadOrder or FailureKind.Cancelled or FailureKind.NotSmaller) } report }
            || await preflight.ProblemAsync(execution.Stopped) is not { } problem)
        {
            return outcome;
        }

        health.Judge(problem);
        return reports.Failed(
            execution,
            new StepFailure(FailureKind.BadEncoder, $"{report.Reason}; but this encoder is unwell: {problem}", report.ExitCode, report.LogTail));
    }
}
