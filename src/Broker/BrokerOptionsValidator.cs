using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Transcoder.Broker;

internal sealed class BrokerOptionsValidator(bool required) : IValidateOptions<BrokerOptions>
{
    public ValidateOptionsResult Validate(string? name, BrokerOptions options) =>
        (UrlTrouble(options) ?? CaFileTrouble(options)) is { } trouble ? ValidateOptionsResult.Fail(trouble) : ValidateOptionsResult.Success;

    private string? UrlTrouble(BrokerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            return required ? "Broker:Url: is missing; amqp://user:password@host:port/vhost tells where RabbitMQ is" : null;
        }

        // The value may hold a password and is not repeated.
        return Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" && url.Host.Length > 0
            ? null
            : "Broker:Url: must be amqp://user:password@host:port/vhost or amqps://…";
    }

    private static string? CaFileTrouble(BrokerOptions options)
    {
        if (options.CaFile is not { Length: > 0 } file || string.IsNullOrWhiteSpace(options.Url))
        {
            return null;
        }

        if (new Uri(options.Url).Scheme != "amqps")
        {
            return "Broker:CaFile: vouches for nothing without TLS; Broker:Url must be amqps://…";
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0 ? null : $"Broker:CaFile: {file} holds no certificate";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"Broker:CaFile: {unreadable.Message.TrimEnd('.')}";
        }
    }
}
