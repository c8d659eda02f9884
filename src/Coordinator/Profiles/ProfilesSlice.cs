using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Profiles;

/// <summary>Registers the profiles.</summary>
public static class ProfilesSlice
{
    public static IServiceCollection AddProfiles(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ProfilesOptions>, ProfilesValidator>();
        services.AddOptions<ProfilesOptions>()
            .Configure<IConfiguration>((options, configuration) => Bind(configuration.GetSection("Profiles"), options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PlanningOptions>, PlanningOptionsValidator>();
        services.AddSingleton<IValidateOptions<PlanningOptions>, DefaultProfileValidator>();
        services.AddOptions<PlanningOptions>().BindConfiguration("Planning").ValidateOnStart();
        services.AddSingleton<ProfileCatalog>();
        return services;
    }

    private static void Bind(IConfigurationSection section, ProfilesOptions options)
    {
        // One by one: what cannot be read of a dictionary is left out by the binder without a word.
        foreach (var profile in section.GetChildren())
        {
            options.ByName[profile.Key] = profile.Get<ProfileOptions>() ?? new ProfileOptions();
        }

        options.Unknown.AddRange(section.GetChildren().SelectMany(profile => profile.GetChildren())
            .Where(setting => !ProfileOptions.Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)).Select(setting => setting.Path));
    }
}

/// <summary>Every profile is one that its encoder takes.</summary>
internal sealed class ProfilesValidator : IValidateOptions<ProfilesOptions>
{
    public ValidateOptionsResult Validate(string? name, ProfilesOptions options) =>
        ProfileReader.Read(options).Problems is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
