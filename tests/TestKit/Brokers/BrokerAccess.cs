using System.Net;
using System.Security.Cryptography;

namespace Transcoder.TestKit.Brokers;

/// <summary>How one broker is reached on this machine; user and password are made up for it.</summary>
internal sealed record BrokerAccess
{
    public string User { get; } = "test";

    public string Password { get; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>Where clients find it; administrators are served on loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int AmqpPort { get; } = FreePort.Take();

    public int ManagementPort { get; } = FreePort.Take();

    public int PrometheusPort { get; } = FreePort.Take();
}
