using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

/// <summary>What this process works on, and what it has just finished, by attempt. Thread-safe.</summary>
internal sealed class ExecutionBoard
{
    private const int Remembered = 64;
    private readonly Lock _access = new();
    private readonly Dictionary<Guid, RunningExecution> _running = [];
    private readonly OrderedDictionary<Guid, EncodeOutcome> _finished = [];
    private bool _closed;

    /// <summary>
    /// Finds the running execution of an attempt, or the outcome of a finished one, or makes a new one whose work is begun by
    /// <paramref name="begin"/> before anybody else can see it.
    /// </summary>
    public Task<EncodeOutcome> Join(
        TranscodeRequested order,
        Func<RunningExecution, Task<EncodeOutcome>> begin,
        Func<EncodeOutcome, Task<EncodeOutcome>> recall)
    {
        EncodeOutcome? finished;
        lock (_access)
        {
            if (_running.TryGetValue(order.AttemptId, out var known))
            {
                return known.Completion;
            }

            if (!_finished.TryGetValue(order.AttemptId, out finished))
            {
                if (_closed)
                {
                    return Task.FromResult<EncodeOutcome>(new EncodeOutcome.HandedBack());
                }

                var execution = new RunningExecution(order);
                _running.Add(order.AttemptId, execution);
                return execution.Completion = begin(execution);
            }
        }

        return recall(finished);
    }

    /// <summary>Ends an execution; its outcome is remembered unless the order went back.</summary>
    public void Finish(RunningExecution execution, EncodeOutcome? outcome)
    {
        lock (_access)
        {
            _running.Remove(execution.Order.AttemptId);
            if (outcome is not (null or EncodeOutcome.HandedBack))
            {
                _finished[execution.Order.AttemptId] = outcome;
                if (_finished.Count > Remembered)
                {
                    _finished.RemoveAt(0);
                }
            }
        }

        execution.Dispose();
    }

    /// <summary>Stops the named execution, or every one of the job, started or not.</summary>
    /// <returns>How many were stopped.</returns>
    public int Cancel(CancelTranscode cancel)
    {
        var meant = All().Where(execution =>
            execution.Order.JobId == cancel.JobId && (cancel.ExecutionId is null || cancel.ExecutionId == execution.ExecutionId)).ToList();
        meant.ForEach(execution => execution.Stop(StopCause.Cancelled, cancel.Reason));
        return meant.Count;
    }

    /// <summary>Stops everything and takes nothing new: whatever comes from now on goes straight back.</summary>
    /// <returns>What was stopped.</returns>
    public IReadOnlyList<RunningExecution> Close()
    {
        lock (_access)
        {
            _closed = true;
        }

        // What waits goes first: it would take the place of what is stopped, and begin.
        var stopped = All().OrderBy(execution => execution.InSlot).ToList();
        stopped.ForEach(execution => execution.Stop(StopCause.Shutdown));
        return stopped;
    }

    /// <summary>What is past the gate.</summary>
    public IReadOnlyList<ExecutionProgress> Progress() =>
        [.. All().Where(execution => execution.InSlot).Select(execution => execution.ToProgress())];

    private List<RunningExecution> All()
    {
        lock (_access)
        {
            return [.. _running.Values];
        }
    }
}
