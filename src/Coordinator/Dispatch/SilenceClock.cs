namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// How long each execution has been silent, in monotonic time during which this coordinator listened: a bus that was not well, and a while in
/// which this process itself stood still, count for nobody. Used by one caller, turn by turn.
/// </summary>
internal sealed class SilenceClock(Sightings sightings)
{
    /// <summary>More between two turns means that this process was frozen or starved, and with it the heartbeats that wait to be read.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);

    /// <summary>So long after an outage may old messages arrive.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Guid, TimeSpan> _since = [];
    private TimeSpan _turn;
    private TimeSpan _settled;

    /// <summary>To be called at the begin of each turn.</summary>
    /// <param name="listening">The bus is well.</param>
    public void BeginTurn(bool listening)
    {
        var now = sightings.Now;
        if (!listening || now - _turn > LongestTurn)
        {
            _since.Clear();
            _settled = now + Settling;
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

    /// <summary>Whether it was there since the last outage: what ends in one cannot say that it stops, or why.</summary>
    /// <param name="executionId">Begun, as far as is known.</param>
    /// <param name="age">How long ago that was.</param>
    public bool WasHeard(Guid executionId, TimeSpan age) => _turn - age >= _settled || sightings.Of(executionId)?.Last >= _settled;

    /// <summary>Forgets executions that run no more.</summary>
    public void Forget(IReadOnlySet<Guid> running)
    {
        foreach (var executionId in _since.Keys.Where(known => !running.Contains(known)).ToList())
        {
            _since.Remove(executionId);
        }
    }
}
