namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// Tells a hung encoder from a slow one: neither a frame nor CPU time gained for the limit. Lookahead gives no frame for a while but burns
/// CPU; a process waiting for a dead disk gains neither. Not thread-safe.
/// </summary>
/// <param name="limit">How long nothing may grow.</param>
public sealed class StallWatch(TimeSpan limit)
{
    private TimeSpan _still;
    private long _frames = -1;
    private TimeSpan _cpuTime = TimeSpan.MinValue;

    /// <summary>Takes an observation; to be called every few seconds, well more often than the limit.</summary>
    /// <param name="frames">Made so far.</param>
    /// <param name="cpuTime">Used so far.</param>
    /// <param name="passed">Time since the last observation.</param>
    /// <returns>True from the moment when neither has grown for the limit.</returns>
    public bool IsStalled(long frames, TimeSpan cpuTime, TimeSpan passed)
    {
        _still = frames > _frames || cpuTime > _cpuTime ? TimeSpan.Zero : _still + passed;
        _frames = Math.Max(_frames, frames);
        _cpuTime = cpuTime > _cpuTime ? cpuTime : _cpuTime;
        return _still >= limit;
    }
}
