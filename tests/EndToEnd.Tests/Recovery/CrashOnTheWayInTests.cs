using Transcoder.FarmKit;

namespace Transcoder.EndToEnd.Tests.Recovery;

public sealed class CrashOnTheWayInTests
{
    [Fact]
    public async Task The_film_has_one_result_and_its_source_is_archived()
    {
        await using var farm = new EmbeddedFarm();

        await Crashed.ArchivesAsync(farm, CrashRuns.Ordered);
    }
}
