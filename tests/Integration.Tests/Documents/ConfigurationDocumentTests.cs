using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Transcoder.Broker;
using Transcoder.Coordinator.Storage;
using Transcoder.Encoder.Settings;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Documents;

/// <summary>docs/configuration.md tells of every setting, of nothing else, and with its true default.</summary>
public sealed partial class ConfigurationDocumentTests
{
    private const string ProfileSection = "Profiles:NAME";

    /// <summary>Settings of the framework, which no class of ours holds.</summary>
    private static readonly string[] Foreign = ["urls"];

    /// <summary>Defaults that are not one value: none, a list, or the machine's.</summary>
    private const string NoDefault = "–";

    [Fact]
    public void Every_setting_stands_in_the_document_with_its_default()
    {
        var documented = Documented();

        var wrong = Settings().Where(setting => !documented.TryGetValue(setting.Key, out var said) || (said is not null && said != setting.Value))
            .Select(setting => $"{setting.Key}: {setting.Value}, the document says {documented.GetValueOrDefault(setting.Key) ?? "nothing"}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_document_tells_of_no_setting_that_does_not_exist()
    {
        var settings = Settings();

        Assert.Subset(settings.Keys.Concat(Foreign).ToHashSet(), Documented().Keys.ToHashSet());
    }

    /// <summary>Settings by name, with their defaults as the document writes them.</summary>
    private static Dictionary<string, string> Settings()
    {
        var result = new Dictionary<string, string>();
        foreach (var type in OptionTypes())
        {
            var section = type.Name == "ProfileOptions" ? ProfileSection : type.Name[..^"Options".Length];
            var defaults = Activator.CreateInstance(type);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
            {
                result.TryAdd($"{section}:{property.Name}", Text(property, defaults));
            }
        }

        return result;
    }

    private static IEnumerable<Type> OptionTypes() =>
        new[] { typeof(StorageLayout).Assembly, typeof(EncoderCheck).Assembly, typeof(BrokerOptions).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal)
                && type.Name != "ProfilesOptions" && type.Namespace!.StartsWith("Transcoder.", StringComparison.Ordinal));

    private static string Text(PropertyInfo property, object? defaults) => property.GetValue(defaults) switch
    {
        null or "" or IReadOnlyList<string> => NoDefault,
        string name when name == Environment.MachineName => NoDefault,
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>First column, and the second where the table has one for defaults.</summary>
    private static Dictionary<string, string?> Documented()
    {
        var result = new Dictionary<string, string?>();
        foreach (Match row in Row().Matches(File.ReadAllText(RepositoryFolder.Path("docs", "configuration.md"))))
        {
            var name = row.Groups["name"].Value;
            result[name] = name.StartsWith(ProfileSection, StringComparison.Ordinal) ? null : row.Groups["default"].Value.Trim('`');
        }

        return result;
    }

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z:]+)` \| (?<default>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
