using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Transcoder.Broker;

/// <summary>Registers the settings of the way to the broker.</summary>
public static class BrokerSettings
{
    private const string Section = "Broker";

    /// <summary>
    /// Binds <see cref="BrokerOptions"/> and validates them at start. Every failure is an <see cref="OptionsValidationException"/> that names the setting.
    /// </summary>
    /// <param name="services">Hold the configuration.</param>
    /// <param name="required">Whether there must be a broker.</param>
    public static void AddBrokerSettings(this IServiceCollection services, bool required)
    {
        services.AddSingleton<IValidateOptions<BrokerOptions>>(new BrokerOptionsValidator(required));
        services.AddOptions<BrokerOptions>().Configure<IConfiguration>(Bind).ValidateOnStart();
    }

    private static void Bind(BrokerOptions options, IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(Section).Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            // The binder's own sentence names the whole key and the value.
            throw new OptionsValidationException(Section, typeof(BrokerOptions), [unreadable.Message]);
        }
    }
}
