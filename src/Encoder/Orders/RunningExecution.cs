using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Progress;

namespace Transcoder.Encoder.Orders;

/// <summary>One execution from its arrival to its report. Read by heartbeats and stopped by cancels while it runs; thread-safe.</summary>
internal sealed class RunningExecution(TranscodeRequested order) : IDisposable
{
    private readonly Lock _stopping = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile ProgressView _progress = ProgressView.Nothing;
    private volatile bool _inSlot;
    private volatile int _phase;
    private bool _over;

    public TranscodeRequested Order { get; } = order;

    public Guid ExecutionId { get; } = Guid.CreateVersion7();

    /// <summary>Ends the steps; <see cref="Cause"/> tells why.</summary>
    public CancellationToken Stopped => _stop.Token;

    public StopCause Cause { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>The end, for everybody who was given this order.</summary>
    public Task<EncodeOutcome> Completion { get; set; } = Task.FromResult<EncodeOutcome>(new EncodeOutcome.HandedBack());

    /// <summary>Past the gate: from here on it shows up in heartbeats.</summary>
    public bool InSlot
    {
        get => _inSlot;
        set => _inSlot = value;
    }

    public ExecutionPhase Phase
    {
        get => (ExecutionPhase)_phase;
        set => _phase = (int)value;
    }

    public ProgressView Progress
    {
        get => _progress;
        set => _progress = value;
    }

    /// <summary>The first cause stands. Harmless when it is over.</summary>
    public void Stop(StopCause cause, string? reason = null)
    {
        lock (_stopping)
        {
            if (_over || Cause is not StopCause.None)
            {
                return;
            }

            Cause = cause;
            CancelReason = reason;
            _stop.Cancel();
        }
    }

    public void Dispose()
    {
        lock (_stopping)
        {
            _over = true;
            _stop.Dispose();
        }
    }

    public ExecutionProgress ToProgress() => new()
    {
        JobId = Order.JobId,
        PartId = Order.PartId,
        AttemptId = Order.AttemptId,
        ExecutionId = ExecutionId,
        Phase = Phase,
        Frames = Progress.Frames,
        FramesPerSecond = Progress.FramesPerSecond,
        Percent = Progress.Percent,
        Remaining = Progress.Remaining,
    };
}
