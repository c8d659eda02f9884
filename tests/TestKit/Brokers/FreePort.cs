using System.Net;
using System.Net.Sockets;

namespace Transcoder.TestKit.Brokers;

/// <summary>Ports for servers that tests start, stop and start again.</summary>
public static class FreePort
{
    // Below what the system hands out to clients: else a client that connects again while the server is away might sit on its port.
    private const int First = 20_000;
    private const int End = 32_000;
    private const int Tries = 200;

    /// <summary>A port of the loopback that nobody listens on now; nothing keeps others from taking it.</summary>
    public static int Take()
    {
        for (var i = 0; i < Tries; i++)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                continue;
            }
        }

        throw new InvalidOperationException($"No free port between {First} and {End} in {Tries} tries");
    }
}
