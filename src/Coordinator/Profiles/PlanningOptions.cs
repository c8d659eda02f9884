using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Profiles;

/// <summary>How sources become jobs.</summary>
public sealed class PlanningOptions
{
    /// <summary>Name of the profile for sources whose first folder names none.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DefaultProfile { get; init; } = "hevc";
}

[OptionsValidator]
internal sealed partial class PlanningOptionsValidator : IValidateOptions<PlanningOptions>;

/// <summary>The default profile exists.</summary>
internal sealed class DefaultProfileValidator(IOptions<ProfilesOptions> profiles) : IValidateOptions<PlanningOptions>
{
    public ValidateOptionsResult Validate(string? name, PlanningOptions options)
    {
        var names = ProfileReader.Read(profiles.Value).Profiles.Select(profile => profile.Name).ToList();
        return names.Contains(options.DefaultProfile)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Planning:DefaultProfile: there is no profile \"{options.DefaultProfile}\"; there are {string.Join(", ", names)}");
    }
}
