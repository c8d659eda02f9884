using System.Text.RegularExpressions;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Profiles;

/// <summary>Makes proven profiles of built-in ones and configuration. Pure.</summary>
internal static partial class ProfileReader
{
    /// <returns>All profiles, sorted by name, and one sentence for each thing that is wrong, each naming its setting.</returns>
    public static (IReadOnlyList<Profile> Profiles, IReadOnlyList<string> Problems) Read(ProfilesOptions options)
    {
        var problems = options.Unknown.Select(setting => $"{setting}: there is no such setting; there are {string.Join(", ", ProfileOptions.Names)}").ToList();
        var profiles = BuiltInProfiles.All.ToDictionary(profile => profile.Name, StringComparer.Ordinal);
        foreach (var (name, written) in options.ByName)
        {
            // Configuration does not tell "Profiles:HEVC" from "Profiles:hevc"; both change the built-in one.
            var builtIn = BuiltInProfiles.All.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (Read(name, builtIn, written, problems) is { } profile)
            {
                profiles[profile.Name] = profile;
            }
        }

        return ([.. profiles.Values.OrderBy(profile => profile.Name, StringComparer.Ordinal)], problems);
    }

    private static Profile? Read(string name, Profile? builtIn, ProfileOptions written, List<string> problems)
    {
        var setting = $"Profiles:{name}";
        if (!ProfileName().IsMatch(name))
        {
            problems.Add($"{setting}: a profile's name is made of letters, digits, '.', '-' and '_', and begins with a letter or digit");
            return null;
        }

        var codec = Choice($"{setting}:VideoCodec", written.VideoCodec, builtIn?.VideoCodec, problems);
        if (codec is null)
        {
            return null;
        }

        var basis = builtIn?.VideoCodec == codec ? builtIn : BuiltInProfiles.Of(codec.Value);
        var profile = new Profile
        {
            Name = builtIn?.Name ?? name,
            VideoCodec = codec.Value,
            Container = Choice<OutputContainer>($"{setting}:Container", written.Container, basis.Container, problems) ?? basis.Container,
            Crf = written.Crf ?? basis.Crf,
            Preset = written.Preset ?? basis.Preset,
            PixelFormat = string.IsNullOrEmpty(written.PixelFormat) ? null : written.PixelFormat,
            Threads = written.Threads,
            Fields = Choice<FieldOrder>($"{setting}:Fields", written.Fields, basis.Fields, problems) ?? basis.Fields,
            Audio = Choice<AudioRule>($"{setting}:Audio", written.Audio, basis.Audio, problems) ?? basis.Audio,
            AudioKilobits = written.AudioKilobits ?? basis.AudioKilobits,
            DynamicHdr = Choice<DynamicHdrRule>($"{setting}:DynamicHdr", written.DynamicHdr, basis.DynamicHdr, problems) ?? basis.DynamicHdr,
            SkipCodecs = written.SkipCodecs is { } skipped
                ? [.. skipped.Select((text, index) => Choice<VideoCodec>($"{setting}:SkipCodecs:{index}", text, null, problems)).OfType<VideoCodec>()]
                : basis.SkipCodecs,
        };
        problems.AddRange(Problems(setting, profile));
        return profile;
    }

    private static IEnumerable<string> Problems(string setting, Profile profile)
    {
        var codec = profile.VideoCodec;
        if (profile.Crf < 0 || profile.Crf > CodecRules.LargestCrf(codec))
        {
            yield return $"{setting}:Crf: {profile.Crf} is not between 0 and {CodecRules.LargestCrf(codec)}, the range of {codec}";
        }

        if (!CodecRules.Presets(codec).Contains(profile.Preset))
        {
            yield return $"{setting}:Preset: {codec} has no preset \"{profile.Preset}\"; it has {string.Join(", ", CodecRules.Presets(codec))}";
        }

        if (profile.PixelFormat is { } format && !CodecRules.PixelFormats(codec).Contains(format))
        {
            yield return $"{setting}:PixelFormat: {codec} has no \"{format}\"; it has {string.Join(", ", CodecRules.PixelFormats(codec))}";
        }

        if (profile.Threads is < 1 or > 256)
        {
            yield return $"{setting}:Threads: {profile.Threads} is not between 1 and 256";
        }

        if (profile.AudioKilobits is < 16 or > 512)
        {
            yield return $"{setting}:AudioKilobits: {profile.AudioKilobits} is not between 16 and 512";
        }

        if (!CodecRules.Fits(codec, profile.Container))
        {
            yield return $"{setting}:Container: {profile.Container} cannot hold {codec}";
        }
    }

    private static T? Choice<T>(string setting, string? text, T? otherwise, List<string> problems)
        where T : struct, Enum
    {
        var choices = string.Join(", ", Enum.GetNames<T>());
        if (text is null)
        {
            if (otherwise is null)
            {
                problems.Add($"{setting}: missing; one of {choices}");
            }

            return otherwise;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        problems.Add($"{setting}: \"{text}\" is none of {choices}");
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex ProfileName();
}
