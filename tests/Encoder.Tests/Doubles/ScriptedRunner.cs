using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Tests.Doubles;

/// <summary>Executions that end when the test says so.</summary>
internal sealed class ScriptedRunner(ReportWriter reports) : IExecutionRunner
{
    private readonly Lock _access = new();
    private readonly List<TaskCompletionSource<StepFailure?>> _open = [];
    private int _runs;
    private int _most;

    public int Runs => Volatile.Read(ref _runs);

    public int Most => Volatile.Read(ref _most);

    public int Running
    {
        get
        {
            lock (_access)
            {
                return _open.Count;
            }
        }
    }

    public async Task<EncodeOutcome> RunAsync(RunningExecution execution, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<StepFailure?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_access)
        {
            _runs++;
            _open.Add(end);
            _most = Math.Max(_most, _open.Count);
        }

        try
        {
            return await end.Task.WaitAsync(cancellationToken) is { } failure
                ? reports.Failed(execution, failure)
                : reports.Encoded(execution, new EncodeStep.Written(5, TimeSpan.FromSeconds(1)), "source", "result", 9, null);
        }
        finally
        {
            lock (_access)
            {
                _open.Remove(end);
            }
        }
    }

    /// <summary>Ends the oldest running execution.</summary>
    public void End(FailureKind? failure = null)
    {
        lock (_access)
        {
            var end = _open[0];
            _open.RemoveAt(0);
            end.SetResult(failure is { } kind ? new StepFailure(kind, "scripted") : null);
        }
    }
}
