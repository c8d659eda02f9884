using System.Text.RegularExpressions;

namespace Transcoder.Contracts.Tests.Architecture;

/// <summary>
/// Slices, the folders of a service, may use Jobs, the one thing that is not sliced, and never each other. Files beside the folders,
/// and Messaging, put slices together and may use all.
/// </summary>
public sealed partial class SliceTests
{
    private static readonly string[] Composes = ["Messaging"];
    private static readonly string[] Shared = ["Jobs"];

    /// <summary>Where the rule is not kept. Exact, so that the list can only shrink: a breach that is gone must leave it.</summary>
    private static readonly string[] Breaches =
    [
        "Coordinator: Completion uses Storage",
        "Coordinator: Dispatch uses Fleet",
        "Coordinator: Dispatch uses Storage",
        "Coordinator: Results uses Submissions",
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
                   where slice != parts[2] && !Shared.Contains(slice)
                   select $"{parts[1]}: {parts[2]} uses {slice}";

        var found = uses.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.SequenceEqual(Breaches), $"New: {string.Join("; ", found.Except(Breaches))}. Gone: {string.Join("; ", Breaches.Except(found))}.");
    }

    [GeneratedRegex(@"\bTranscoder\.(?<service>Coordinator|Encoder)\.(?<slice>[A-Z]\w*)")]
    private static partial Regex SliceNamespace();
}
