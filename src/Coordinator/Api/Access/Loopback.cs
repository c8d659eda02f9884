using System.Net;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>What only this machine reaches. Pure.</summary>
internal static class Loopback
{
    /// <summary>Whether a name or number, IPv6 with its brackets, always means this machine itself.</summary>
    public static bool IsHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var number) && IPAddress.IsLoopback(number));

    /// <summary>Whether an address to listen on is for this machine alone: a loopback one, or a socket file.</summary>
    public static bool IsAddress(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.IsUnixPipe || IsHost(parsed.Host);
        }
        catch (FormatException)
        {
            // The server refuses it.
            return true;
        }
    }
}
