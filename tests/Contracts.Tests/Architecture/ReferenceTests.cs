using System.Xml.Linq;
using Transcoder.TestKit;

namespace Transcoder.Contracts.Tests.Architecture;

/// <summary>References run Cli → Coordinator and Encoder → Broker and Encodes → Media, and Contracts.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Contracts", [] },
        { "Media", [] },
        { "Broker", ["Media"] },
        { "Encodes", ["Contracts", "Media"] },
        { "Coordinator", ["Broker", "Contracts", "Encodes", "Media"] },
        { "Encoder", ["Broker", "Contracts", "Encodes", "Media"] },
        { "Cli", ["Contracts", "Coordinator", "Encoder", "Media"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_references_what_it_may(string project, string[] allowed)
    {
        var referenced = References(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference));

        Assert.Subset(allowed.ToHashSet(), referenced.ToHashSet());
    }

    [Fact]
    public void Every_project_has_its_rule() => Assert.Equal(
        Directory.GetDirectories(RepositoryFolder.Path("src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
        Allowed.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Contracts_needs_no_package() => Assert.Empty(References("Contracts", "PackageReference"));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(RepositoryFolder.Path("src", project, $"{project}.csproj")).Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value);
}
