using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Cli.Doctor;

/// <summary>The broker lets us in.</summary>
internal static class BrokerCheck
{
    private const string Name = "broker";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<CheckResult> RunAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = new Uri(url),
                RequestedConnectionTimeout = Limit,
                AutomaticRecoveryEnabled = false,
                ClientProvidedName = "transcoder doctor",
            };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return new CheckResult(Name, true, $"{connection.Endpoint.HostName}:{connection.Endpoint.Port} lets us in");
        }
        catch (Exception refused) when (refused is BrokerUnreachableException or UriFormatException or ArgumentException)
        {
            var cause = refused.InnerException?.InnerException ?? refused.InnerException ?? refused;
            return new CheckResult(Name, false, cause.Message.TrimEnd('.'), "Start RabbitMQ, or correct Broker:Url (host, port, user, password, virtual host)");
        }
    }
}
