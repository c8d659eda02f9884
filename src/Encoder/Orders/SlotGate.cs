using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Orders;

/// <summary>
/// Lets as many executions through as there are slots. The bus has a limit of its own, but after a lost connection it abandons deliveries
/// whose work goes on, and brings new ones.
/// </summary>
internal sealed class SlotGate(IOptions<EncoderOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.Slots);

    public Task EnterAsync(CancellationToken cancellationToken) => _slots.WaitAsync(cancellationToken);

    public void Leave() => _slots.Release();

    public void Dispose() => _slots.Dispose();
}
