using System.Security.Cryptography;
using RabbitMQ.Client.Exceptions;
using Transcoder.Broker;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Cli.Doctor;

/// <summary>The broker lets us in.</summary>
internal static class BrokerCheck
{
    private const string Name = "broker";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<CheckResult> RunAsync(BrokerOptions broker, CancellationToken cancellationToken)
    {
        try
        {
            var factory = BrokerConnection.Factory(broker, "transcoder doctor");
            factory.RequestedConnectionTimeout = Limit;
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return new CheckResult(Name, true, $"{connection.Endpoint.HostName}:{connection.Endpoint.Port} lets us in");
        }
        catch (Exception refused) when (refused is BrokerUnreachableException or UriFormatException or ArgumentException or IOException or CryptographicException)
        {
            var cause = refused.InnerException?.InnerException ?? refused.InnerException ?? refused;
            return new CheckResult(Name, false, cause.Message.TrimEnd('.'), "Start RabbitMQ, or correct Broker:Url (host, port, user, password, virtual host) and Broker:CaFile");
        }
    }
}
