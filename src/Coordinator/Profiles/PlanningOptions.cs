using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Profiles;

/// <summary>How sources become jobs, and jobs become orders.</summary>
public sealed class PlanningOptions
{
    /// <summary>Name of the profile for sources whose first folder names none.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DefaultProfile { get; init; } = "hevc";

    /// <summary>What becomes of a source that does not decode without errors.</summary>
    [EnumDataType(typeof(DamagedRule))]
    public DamagedRule Damaged { get; init; } = DamagedRule.Refuse;

    /// <summary>How many sources are looked at at once, so that one on a slow disk delays no other.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 4;

    /// <summary>How long a job waits whose source could not be looked at, though that is not the source's fault.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMinutes(1);
}

[OptionsValidator]
internal sealed partial class PlanningOptionsValidator : IValidateOptions<PlanningOptions>;

/// <summary>The default profile exists.</summary>
internal sealed class DefaultProfileValidator(IOptions<ProfilesOptions> profiles) : IValidateOptions<PlanningOptions>
{
    public ValidateOptionsResult Validate(string? name, PlanningOptions options)
    {
        IReadOnlyList<string> names;
        try
        {
            names = [.. ProfileReader.Read(profiles.Value).Profiles.Select(profile => profile.Name)];
        }
        catch (OptionsValidationException)
        {
            // Wrong profiles are reported as such; once is enough.
            return ValidateOptionsResult.Skip;
        }

        return names.Contains(options.DefaultProfile)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Planning:DefaultProfile: there is no profile \"{options.DefaultProfile}\"; there are {string.Join(", ", names)}");
    }
}
