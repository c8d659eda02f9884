namespace Transcoder.Coordinator.Profiles;

/// <summary>The user's own profiles, and changes of the built-in ones (section <c>Profiles</c>).</summary>
public sealed class ProfilesOptions
{
    /// <summary>By name: letters, digits, '.', '-' and '_', for a profile's name is a folder's name too.</summary>
    public Dictionary<string, ProfileOptions> ByName { get; } = new(StringComparer.Ordinal);

    /// <summary>Settings that no profile has, such as "Profiles:web:Prset"; any of them is an error.</summary>
    public List<string> Unknown { get; } = [];
}
