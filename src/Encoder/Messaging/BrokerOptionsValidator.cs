using Microsoft.Extensions.Options;

namespace Transcoder.Encoder.Messaging;

internal sealed class BrokerOptionsValidator(bool required) : IValidateOptions<BrokerOptions>
{
    public ValidateOptionsResult Validate(string? name, BrokerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            return required
                ? ValidateOptionsResult.Fail("Url: is missing; amqp://user:password@host:port/vhost tells where RabbitMQ is")
                : ValidateOptionsResult.Success;
        }

        // The value may hold a password and is not repeated.
        return Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" && url.Host.Length > 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Url: must be amqp://user:password@host:port/vhost or amqps://…");
    }
}
