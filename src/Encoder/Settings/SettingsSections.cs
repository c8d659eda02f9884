using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Transcoder.Encoder.Settings;

internal static class SettingsSections
{
    /// <summary>
    /// Binds a section and validates it at start. Every failure is an <see cref="OptionsValidationException"/> that names the setting.
    /// </summary>
    public static void AddSettings<TOptions>(this IServiceCollection services, string section, IValidateOptions<TOptions> validator)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section, validator));
        services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => Bind(options, configuration, section))
            .ValidateOnStart();
    }

    private static void Bind<TOptions>(TOptions options, IConfiguration configuration, string section)
        where TOptions : class
    {
        try
        {
            configuration.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            // The binder's own sentence names the whole key and the value: "Failed to convert configuration value 'x' at 'Encoder:Slots' …".
            throw new OptionsValidationException(section, typeof(TOptions), [unreadable.Message]);
        }
    }
}
