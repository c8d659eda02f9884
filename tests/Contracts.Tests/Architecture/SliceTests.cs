using System.Text.RegularExpressions;

namespace Transcoder.Contracts.Tests.Architecture;

/// <summary>
/// Slices, the folders of a service, may use what is shared by all, and never each other, but where one of them conducts the others.
/// Files beside the folders, and Messaging, put slices together and may use all.
/// </summary>
public sealed partial class SliceTests
{
    private static readonly string[] Composes = ["Messaging"];

    /// <summary>Folders that are no slices: what the slices of a service have in common.</summary>
    private static readonly Dictionary<string, string[]> Shared = new()
    {
        ["Coordinator"] = ["Jobs", "Storage", "Fleet", "Profiles", "Submissions", "Testing"],
        ["Encoder"] = ["Settings", "Outcomes", "Health", "Testing"],
    };

    /// <summary>
    /// An encoder does one thing: Orders leads an order through the steps, and looks at the machine before it blames a film; Presence tells of it,
    /// Preflight tries the steps out.
    /// </summary>
    private static readonly string[] Conducts =
    [
        "Encoder: Orders uses Encoding",
        "Encoder: Orders uses Preflight",
        "Encoder: Orders uses Progress",
        "Encoder: Orders uses Reports",
        "Encoder: Orders uses Transfer",
        "Encoder: Preflight uses Transfer",
        "Encoder: Presence uses Orders",
        "Encoder: Presence uses Preflight",
        "Encoder: Presence uses Transfer",
    ];

    [Fact]
    public void No_slice_uses_another()
    {
        var uses = from file in SourceTree.Files
                   let parts = file.Split('/')
                   where parts is ["src", "Coordinator" or "Encoder", _, _, ..] && !Composes.Contains(parts[2])
                   from Match used in SliceNamespace().Matches(SourceTree.Read(file))
                   where used.Groups["service"].Value == parts[1]
                   let slice = used.Groups["slice"].Value
                   where slice != parts[2] && !Shared[parts[1]].Contains(slice)
                   select $"{parts[1]}: {parts[2]} uses {slice}";

        var found = uses.Distinct().Order(StringComparer.Ordinal).ToList();
        // Exact, so that the list can only shrink: a use that is gone must leave it.
        Assert.True(found.SequenceEqual(Conducts), $"New: {string.Join("; ", found.Except(Conducts))}. Gone: {string.Join("; ", Conducts.Except(found))}.");
    }

    [GeneratedRegex(@"\bTranscoder\.(?<service>Coordinator|Encoder)\.(?<slice>[A-Z]\w*)")]
    private static partial Regex SliceNamespace();
}
