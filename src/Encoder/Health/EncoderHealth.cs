using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Health;

/// <summary>
/// Whether this encoder trusts itself. Failures of several different jobs in a row point at the machine and not at the files. Thread-safe.
/// </summary>
internal sealed class EncoderHealth(IOptions<EncoderOptions> options)
{
    private readonly Lock _access = new();
    private readonly HashSet<Guid> _failedJobs = [];
    private readonly Channel<EncoderState> _changes =
        Channel.CreateBounded<EncoderState>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private TaskCompletionSource _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _unwell;
    private bool _stopping;

    /// <summary>One entry when the state has changed since the last look.</summary>
    public ChannelReader<EncoderState> Changes => _changes.Reader;

    public (EncoderState State, string? Reason) Now
    {
        get
        {
            lock (_access)
            {
                return _stopping ? (EncoderState.Stopping, null) : (_unwell is null ? EncoderState.Ready : EncoderState.Unwell, _unwell);
            }
        }
    }

    public void Succeeded()
    {
        lock (_access)
        {
            _failedJobs.Clear();
        }
    }

    public void Failed(Guid jobId, FailureKind kind, string reason)
    {
        if (kind is not (FailureKind.BadEncoder or FailureKind.CheckFailed or FailureKind.BadSource or FailureKind.Stalled))
        {
            return;
        }

        lock (_access)
        {
            _failedJobs.Add(jobId);
            if (_failedJobs.Count >= options.Value.UnwellAfter && _unwell is null)
            {
                _unwell = $"{_failedJobs.Count} different jobs failed in a row, the last one: {reason}";
                _changes.Writer.TryWrite(EncoderState.Unwell);
            }
        }
    }

    /// <summary>Takes what a look at itself has found.</summary>
    /// <param name="unwell">One sentence; null when everything is well.</param>
    public void Judge(string? unwell)
    {
        lock (_access)
        {
            if ((_unwell is null) != (unwell is null))
            {
                _changes.Writer.TryWrite(unwell is null ? EncoderState.Ready : EncoderState.Unwell);
            }

            _unwell = unwell;
            _failedJobs.Clear();
            _verdict.SetResult();
            _verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Stopping()
    {
        lock (_access)
        {
            _stopping = true;
            _changes.Writer.TryWrite(EncoderState.Stopping);
        }
    }

    /// <summary>Waits for the next look when unwell.</summary>
    /// <returns>Null when well, else what is wrong.</returns>
    public async Task<string?> UntilKnownAsync(CancellationToken cancellationToken)
    {
        Task verdict;
        lock (_access)
        {
            if (_unwell is null)
            {
                return null;
            }

            verdict = _verdict.Task;
        }

        await verdict.WaitAsync(cancellationToken);
        return Now.Reason;
    }
}
