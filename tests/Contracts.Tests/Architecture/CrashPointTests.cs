using System.Text.RegularExpressions;

namespace Transcoder.Contracts.Tests.Architecture;

/// <summary>What a consumer of the coordinator writes down is written before its message is acknowledged; a crash may come before and between the two.</summary>
public sealed partial class CrashPointTests
{
    [Fact]
    public void Each_consumer_of_results_can_die_before_and_behind_what_it_writes()
    {
        var consumers = SourceTree.Files
            .Where(file => file.StartsWith("src/Coordinator/Results/", StringComparison.Ordinal) && file.EndsWith("Consumer.cs", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(consumers);
        Assert.DoesNotContain(consumers, file => Point().Count(SourceTree.Read(file)) < 2);
    }

    [GeneratedRegex(@"\bCrash\.At\(")]
    private static partial Regex Point();
}
