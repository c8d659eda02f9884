using System.Net;
using System.Net.Sockets;

namespace Transcoder.Media.Tests.Hostile;

/// <summary>A host that tells how often somebody connected, and never says a word.</summary>
internal sealed class Doorbell : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _answering;
    private int _rings;

    public Doorbell()
    {
        _listener.Start();
        _answering = AnswerAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>All until now: connections are taken in their order, and the last one is of this call.</summary>
    public async Task<int> RingsAsync()
    {
        using (var own = new TcpClient())
        {
            await own.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
            await own.GetStream().CopyToAsync(Stream.Null);
        }

        return Interlocked.Decrement(ref _rings);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _answering;
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            try
            {
                using var socket = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _rings);
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
