using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Documents;

/// <summary>docs/licences.md tells the licence of every package, and each may be used as the transcoder itself may.</summary>
public sealed partial class LicencesDocumentTests
{
    private static readonly string[] Permissive = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    private static readonly string Restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Fact]
    public void Every_package_is_listed_with_its_licence_and_nothing_else_is() => Assert.Equal(Told(), Documented());

    [Fact]
    public void Every_package_has_a_permissive_licence() =>
        Assert.DoesNotContain(Told(), package => !package.Value.Split(" OR ").Any(Permissive.Contains));

    /// <summary>What the packages say of themselves.</summary>
    private static SortedDictionary<string, string> Told()
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(RepositoryFolder.Path("src"), "packages.lock.json", SearchOption.AllDirectories))
        {
            var packages = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project");
            foreach (var package in packages)
            {
                result[package.Name] = Licence(package.Name, package.Value.GetProperty("resolved").GetString()!);
            }
        }

        return result;
    }

    private static string Licence(string package, string version)
    {
        var id = package.ToLowerInvariant();
        return XDocument.Load(Path.Combine(Restored, id, version, $"{id}.nuspec")).Descendants()
            .Where(element => element.Name.LocalName == "license" && element.Attribute("type")?.Value == "expression")
            .Select(element => element.Value).FirstOrDefault() ?? "none that has a name";
    }

    private static SortedDictionary<string, string> Documented() => new(
        Row().Matches(File.ReadAllText(RepositoryFolder.Path("docs", "licences.md")))
            .ToDictionary(row => row.Groups["package"].Value, row => row.Groups["licence"].Value),
        StringComparer.Ordinal);

    // The tables of packages have two columns.
    [GeneratedRegex(@"^\| (?<package>[A-Z][\w.]+) \| (?<licence>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
