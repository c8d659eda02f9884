namespace Transcoder.TestKit.Brokers;

/// <summary>
/// The brokers of one test assembly, each started when first asked for and ended with the assembly:
/// <c>[assembly: AssemblyFixture(typeof(BrokerFixture))]</c>. For faults that hit everybody, start one of your own by <see cref="RunAsync"/>.
/// </summary>
public sealed class BrokerFixture : IAsyncDisposable
{
    private readonly Dictionary<BrokerKind, IBroker> _brokers = [];
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Whether this machine can run the broker; otherwise the reason for a skip.</summary>
    public static Task<BrokerAvailability> AvailableAsync(BrokerKind kind, CancellationToken cancellationToken = default) =>
        kind == BrokerKind.Local ? Task.FromResult(LocalBroker.Available()) : ContainerBroker.AvailableAsync(cancellationToken);

    /// <summary>Starts a broker that the caller alone uses and disposes.</summary>
    public static async Task<IBroker> RunAsync(BrokerKind kind, CancellationToken cancellationToken = default) =>
        kind == BrokerKind.Local ? await LocalBroker.RunAsync(cancellationToken) : await ContainerBroker.RunAsync(cancellationToken);

    /// <summary>The shared broker; the caller neither stops nor disposes it. Safe to call concurrently.</summary>
    public async Task<IBroker> GetAsync(BrokerKind kind, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_brokers.TryGetValue(kind, out var broker))
            {
                _brokers[kind] = broker = await RunAsync(kind, cancellationToken);
            }

            return broker;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends every broker that was started.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var broker in _brokers.Values)
        {
            await broker.DisposeAsync();
        }

        _brokers.Clear();
        _gate.Dispose();
    }
}
