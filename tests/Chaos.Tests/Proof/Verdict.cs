using System.Globalization;
using Transcoder.Chaos.Tests.Films;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>Whether the promises were kept. Pure.</summary>
internal static class Verdict
{
    private const int FewLongFilms = 2;

    /// <returns>One sentence for each breach; empty when there is none.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<DroppedFilm> films, Findings found) =>
    [
        .. found.Unsettled is null ? [] : (string[])[$"The farm did not settle: {found.Unsettled}"],
        .. found.Surprises,
        .. Chunks(films, found),
        .. films.SelectMany(film => film.Film.IsGood ? Good(film, found) : Bad(film, found)),
        .. Unexpected("completed", found.Completed.Keys, films.Where(film => film.Film.IsGood).Select(film => film.Film.Output)),
        .. Unexpected("archive", found.Archived.Keys, films.Where(film => film.Film.IsGood).Select(film => film.Film.Source)),
        .. Unexpected("failed", found.Failed.Keys, films.Where(film => !film.Film.IsGood).SelectMany(film => (string[])[film.Film.Source, film.Film.Report])),
        .. found.Strays.Select(stray => $"A stray file: {stray}"),
        .. Records(films, found),
        .. found.Messages.Select(queue => string.Create(CultureInfo.InvariantCulture, $"{queue.Value} messages are left in {queue.Key}")),
        .. found.Processes.Select(process => $"A process is left: {process}"),
    ];

    // A run that goes by chunks proves nothing of them. One film or two may have gone whole for a good reason.
    private static string[] Chunks(IReadOnlyList<DroppedFilm> films, Findings found) =>
        found.InChunks == 0 && films.Count(film => film.Film is { IsGood: true, Frames: >= Film.FewestInChunks }) is > FewLongFilms and var count
            ? [string.Create(CultureInfo.InvariantCulture, $"None of {count} long films was made in chunks")] : [];

    private static IEnumerable<string> Good(DroppedFilm film, Findings found)
    {
        if (!found.Completed.TryGetValue(film.Film.Output, out var reading))
        {
            yield return $"{film.Film.Source} is good and has no result";
        }
        else if (reading.FaultAs(film.Film) is { } fault)
        {
            yield return $"The result {film.Film.Output} {fault}";
        }

        if (Source("archive", film, found.Archived) is { } source)
        {
            yield return source;
        }
    }

    private static IEnumerable<string> Bad(DroppedFilm film, Findings found)
    {
        if (!found.Failed.ContainsKey(film.Film.Report))
        {
            yield return $"{film.Film.Source} is {film.Film.Kind} and has no report";
        }

        if (Source("failed", film, found.Failed) is { } source)
        {
            yield return source;
        }
    }

    private static string? Source(string folder, DroppedFilm film, IReadOnlyDictionary<string, string> hashes) =>
        !hashes.TryGetValue(film.Film.Source, out var hash) ? $"The source {film.Film.Source} is not in {folder}"
        : hash != film.Sha256 ? $"The source {film.Film.Source} in {folder} was altered" : null;

    private static IEnumerable<string> Unexpected(string folder, IEnumerable<string> found, IEnumerable<string> expected) =>
        found.Except(expected, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(file => $"{folder}/{file} should not be there");

    // One for each job, however it ended, and no half of one.
    private static IEnumerable<string> Records(IReadOnlyList<DroppedFilm> films, Findings found)
    {
        if (found.Records.Count != films.Count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"There are {found.Records.Count} records of {films.Count} jobs");
        }

        foreach (var record in found.Records.Where(record => !record.EndsWith(".json", StringComparison.Ordinal)))
        {
            yield return $"A record is no record: {record}";
        }
    }
}
