using Transcoder.Chaos.Tests.Farms;
using Transcoder.Chaos.Tests.Films;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>Waits until a farm that nobody disturbs any more has nothing left to do.</summary>
internal sealed class Settling(ChaosFarm farm)
{
    // Work files of nobody's are swept only after minutes; everything else takes seconds to a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <returns>Null when it has settled, else what it still has to do.</returns>
    public async Task<string?> WaitAsync(IReadOnlyList<DroppedFilm> films, CancellationToken cancellationToken)
    {
        var left = "the coordinator does not answer";
        try
        {
            await farm.Farm.Api.ReadyAsync();
            await Eventually.TrueAsync(async () => (left = await LeftAsync(films, cancellationToken)) is null, Limit, () => Task.FromResult(""));
            return null;
        }
        catch (TimeoutException)
        {
            return left;
        }
    }

    /// <summary>What jobs say that is left to do; null when nothing is. Pure.</summary>
    internal static string? Open(IReadOnlyList<JobSummary> jobs, IReadOnlyList<DroppedFilm> films)
    {
        var known = jobs.Select(job => job.Source).ToHashSet(StringComparer.Ordinal);
        string[] open =
        [
            .. films.Where(film => !known.Contains($"incoming/{film.Film.Source}")).Select(film => $"{film.Film.Source} has no job"),
            .. jobs.Where(job => !JobTransitions.IsFinal(job.State))
                .Select(job => $"{job.Source} is {job.State}{(job.Reason is null ? "" : $": {job.Reason}")}"),
        ];
        return open.Length == 0 ? null : string.Join("; ", open);
    }

    private async Task<string?> LeftAsync(IReadOnlyList<DroppedFilm> films, CancellationToken cancellationToken)
    {
        try
        {
            // The cheap and telling first.
            return Open(await farm.Farm.Api.AllJobsAsync(), films)
                ?? Some("incoming", farm.Farm.Files("incoming")) ?? Some("work", farm.Farm.Files("work"))
                ?? Some("the queues", [.. (await farm.MessagesAsync(cancellationToken)).Select(queue => $"{queue.Key}: {queue.Value}")]);
        }
        catch (HttpRequestException away)
        {
            return $"the coordinator does not answer: {away.Message}";
        }
    }

    private static string? Some(string where, IReadOnlyList<string> things) => things.Count == 0 ? null : $"in {where}: {string.Join(", ", things)}";
}
