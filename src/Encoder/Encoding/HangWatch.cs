using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Encoding;

/// <summary>Looks at a running ffmpeg every now and then and kills it when it hangs.</summary>
internal sealed class HangWatch(TimeSpan limit, TimeProvider time)
{
    private long _frames;
    private volatile int _processId;
    private volatile bool _hung;

    public long Frames
    {
        get => Volatile.Read(ref _frames);
        set => Volatile.Write(ref _frames, value);
    }

    public int ProcessId
    {
        set => _processId = value;
    }

    public bool Hung => _hung;

    /// <param name="kill">Cancelled when ffmpeg hangs.</param>
    /// <param name="over">Cancelled when ffmpeg has ended; ends the watch, without an exception.</param>
    public async Task RunAsync(CancellationTokenSource kill, CancellationToken over)
    {
        var watch = new StallWatch(limit);
        using var timer = new PeriodicTimer(limit / 20, time);
        var looked = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                // Read once, so that no standstill falls between two readings.
                var now = time.GetTimestamp();
                var passed = time.GetElapsedTime(looked, now);
                looked = now;

                // Whoever did not look for so long stood still itself, and perhaps ffmpeg with it.
                var counted = passed > limit / 2 ? TimeSpan.Zero : passed;
                if (_processId > 0 && watch.IsStalled(Frames, ProcessCpu.TryRead(_processId) ?? TimeSpan.Zero, counted))
                {
                    _hung = true;
                    await kill.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The usual end.
        }
    }
}
