using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Transcoder.Integration.Tests.Brokers;

/// <summary>Listens like a broker with TLS, and notes of each connection whether the client went on to speak AMQP.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<bool> _greeted = new();
    private readonly Task _serving;

    /// <param name="certificate">With its key; disposed with the listener.</param>
    public TlsListener(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => string.Create(
        CultureInfo.InvariantCulture, $"amqps://user:secret@localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>One for each connection so far: whether the client has begun to speak AMQP.</summary>
    public IReadOnlyCollection<bool> Greeted => _greeted;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _greeted.Enqueue(await IsGreetedAsync(client));
        }
    }

    private async Task<bool> IsGreetedAsync(TcpClient client)
    {
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            var greeting = new byte[4];
            await stream.ReadExactlyAsync(greeting, _stop.Token);
            return greeting.AsSpan().SequenceEqual("AMQP"u8);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }
    }
}
