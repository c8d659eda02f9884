using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Messaging;

/// <summary>The message broker.</summary>
public sealed class BrokerOptions
{
    /// <summary><c>amqp://user:password@host:port/vhost</c>, or <c>amqps://…</c> for TLS.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Url { get; init; } = "";
}

[OptionsValidator]
internal sealed partial class BrokerOptionsValidator : IValidateOptions<BrokerOptions>;

internal sealed class BrokerUrlValidator : IValidateOptions<BrokerOptions>
{
    public ValidateOptionsResult Validate(string? name, BrokerOptions options) =>
        Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" && url.Host.Length > 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Broker:Url: not of the form amqp://user:password@host:port/vhost");
}
