using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Transcoder.TestKit.Brokers;

/// <summary>
/// Stands before a broker and cuts one connection while a bus sets up a queue over it: the queue is declared, and the exchanges are asked for, all
/// at once. Everything else passes.
/// </summary>
public sealed class SetupCut : IAsyncDisposable
{
    // Until all that is asked for at once is.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener _listener = new(IPAddress.Loopback, FreePort.Take());
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _broker;
    private readonly Regex _setup;
    private readonly Task _serving;
    private int _cuts;

    /// <param name="broker">With user, password and virtual host.</param>
    /// <param name="queue">Whose setting up is disturbed.</param>
    public SetupCut(Uri broker, string queue)
    {
        _broker = broker;

        // Methods of one channel: queue.declare of the queue, then exchange.declare.
        _setup = new Regex(
            $@"\x01(..).{{4}}\x00\x32\x00\x0A..{(char)queue.Length}{Regex.Escape(queue)}.*\x01\1.{{4}}\x00\x28\x00\x0A", RegexOptions.Singleline);
        _listener.Start();
        Uri = new UriBuilder(broker) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _serving = ServeAsync();
    }

    /// <summary>What clients take for the broker.</summary>
    public Uri Uri { get; }

    /// <summary>Whether a connection has been cut.</summary>
    public bool HasCut => Volatile.Read(ref _cuts) > 0;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    /// <summary>Until one of both ends it, or the cut.</summary>
    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_broker.Host, _broker.Port, _end.Token);
                await Task.WhenAny(RequestsAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                // The broker is away, or the test is over.
            }
        }
    }

    private async Task RequestsAsync(NetworkStream client, NetworkStream server)
    {
        var asked = new StringBuilder();
        var bytes = new byte[4096];
        while (await client.ReadAsync(bytes, _end.Token) is > 0 and var count)
        {
            if (!HasCut && _setup.IsMatch(asked.Append(Encoding.Latin1.GetString(bytes, 0, count)).ToString())
                && Interlocked.Increment(ref _cuts) == 1)
            {
                await Task.Delay(Patience, _end.Token);
                return;
            }

            await server.WriteAsync(bytes.AsMemory(0, count), _end.Token);
        }
    }
}
