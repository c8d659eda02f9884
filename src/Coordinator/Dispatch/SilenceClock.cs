namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// How long each execution has been silent, in monotonic time during which this coordinator listened: a bus that was not well, and a while in
/// which this process itself stood still, count for nobody. Used by one caller, turn by turn.
/// </summary>
internal sealed class SilenceClock(Sightings sightings)
{
    /// <summary>More between two turns means that this process was frozen or starved, and with it the heartbeats that wait to be read.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);

    private readonly Dictionary<Guid, TimeSpan> _since = [];
    private TimeSpan _turn;

    /// <summary>To be called at the begin of each turn.</summary>
    /// <param name="listening">The bus is well.</param>
    public void BeginTurn(bool listening)
    {
        var now = sightings.Now;
        if (!listening || now - _turn > LongestTurn)
        {
            _since.Clear();
        }

        _turn = now;
    }

    /// <summary>How long nothing was heard of it: at most since it was first asked for.</summary>
    public TimeSpan Of(Guid executionId)
    {
        if (!_since.TryGetValue(executionId, out var since))
        {
            _since[executionId] = since = _turn;
        }

        var last = sightings.Of(executionId)?.Last is { } seen && seen > since ? seen : since;
        return _turn > last ? _turn - last : TimeSpan.Zero;
    }

    /// <summary>Forgets executions that run no more.</summary>
    public void Forget(IReadOnlySet<Guid> running)
    {
        foreach (var executionId in _since.Keys.Where(known => !running.Contains(known)).ToList())
        {
            _since.Remove(executionId);
        }
    }
}
