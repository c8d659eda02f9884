using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Profiles;

/// <summary>All profiles of this coordinator. They do not change while it runs.</summary>
public sealed class ProfileCatalog(IOptions<ProfilesOptions> profiles, IOptions<PlanningOptions> planning)
{
    /// <summary>Sorted by name.</summary>
    public IReadOnlyList<Profile> All { get; } = ProfileReader.Read(profiles.Value).Profiles;

    /// <summary>The profile of sources whose folder names none.</summary>
    public string DefaultName => planning.Value.DefaultProfile;

    /// <summary>The profile of this name, case-sensitive; null when there is none.</summary>
    public Profile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);

    /// <summary>The profile that a source's place chooses: its first folder when that names one, else the default.</summary>
    /// <param name="belowIncoming">Path of the source below <c>incoming/</c>, '/'-separated.</param>
    public string NameFor(string belowIncoming)
    {
        var cut = belowIncoming.IndexOf('/', StringComparison.Ordinal);
        return cut > 0 && Find(belowIncoming[..cut]) is { } profile ? profile.Name : DefaultName;
    }
}
