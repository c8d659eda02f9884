using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

/// <summary>Does the work of one execution, in a slot.</summary>
internal interface IExecutionRunner
{
    /// <summary>Leaves no temporary file and no process behind, however it ends.</summary>
    /// <returns>Encoded or failed.</returns>
    /// <exception cref="OperationCanceledException">Stopped from outside; every process is gone.</exception>
    Task<EncodeOutcome> RunAsync(RunningExecution execution, CancellationToken cancellationToken);
}
