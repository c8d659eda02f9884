using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.Media.Files;

namespace Transcoder.EndToEnd.Tests;

/// <summary>What is dropped beside good films and is none, or has a name that nobody expects.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_bad_file_is_answered_in_plain_words_and_the_films_go_on()
    {
        await using var farm = NewFarm();
        var made = farm.Folder("made");
        var bad = await BadFiles.MakeAsync(made);
        var film = await farm.MakeFilmAsync();
        string[] films = ["film.mkv", "film.mov", BadFiles.OddName, BadFiles.LongName(249, ".mkv")];
        var up = farm.Start();
        await farm.Api.ReadyAsync();
        Directory.CreateDirectory(farm.Storage.At("incoming", "h264", "folder.mp4"));
        File.CreateSymbolicLink(farm.Storage.At("incoming", "link.mkv"), film);
        await BadFiles.MakePipeAsync(farm.Storage.At("incoming", "pipe.mkv"));
        foreach (var name in bad.Keys)
        {
            farm.Storage.Drop(Path.Combine(made, name), $"h264/{name}");
        }

        foreach (var name in films)
        {
            farm.Storage.Drop(film, $"h264/{name}");
        }

        await Eventually(farm, jobs => jobs.Count(IsFinal) == bad.Count + films.Length && farm.Storage.Files("incoming").Count == 2);

        var jobs = (await farm.Api.JobsAsync()).ToDictionary(job => job.Source["incoming/h264/".Length..]);
        Assert.All(films, name => Assert.Equal((JobState.Completed, null), (jobs[name].State, jobs[name].Reason)));
        foreach (var (name, words) in bad)
        {
            Assert.Equal(JobState.Failed, jobs[name].State);
            Assert.Contains(words, jobs[name].Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(farm.Storage.Root, jobs[name].Reason, StringComparison.Ordinal);
            Assert.Equal(await HashAsync(Path.Combine(made, name)), await HashAsync(farm.Storage.At("failed", "h264", name)));
            var report = (await farm.Api.DetailAsync(jobs[name].Id)).Job.Id;
            Assert.Contains(
                Directory.GetFiles(farm.Storage.At("failed", "h264"), "*.report.txt").Select(File.ReadAllText),
                text => text.Contains(report.ToString(), StringComparison.Ordinal) && text.Contains(words, StringComparison.Ordinal));
            Assert.Single(up.Errors, line => IsWarning(line, $"/{name}: ", "(BadSource)") && line.Contains(jobs[name].Reason!, StringComparison.Ordinal));
        }

        await using var shown = new TranscoderProcess(made, ["job", jobs["noise.mkv"].Id.ToString(), "--url", farm.Url]);
        Assert.Equal(0, (await shown.Ended).ExitCode);
        Assert.Contains(bad["noise.mkv"], shown.Output[0], StringComparison.Ordinal);
        Assert.Single(up.Errors, line => IsWarning(line, "incoming/link.mkv", "is a link"));
        Assert.Single(up.Errors, line => IsWarning(line, "incoming/pipe.mkv", "is a pipe"));
        Assert.Single(up.Errors, line => IsWarning(line, "incoming/h264/folder.mp4", "is a folder"));

        Assert.Equal(films.Length, farm.Storage.Files("completed").Count);
        Assert.Equal(
            ["h264/film (2).mp4", "h264/film.mp4"], farm.Storage.Files("completed").Where(name => name.StartsWith("h264/film", StringComparison.Ordinal)));
        Assert.Equal(films.Select(name => $"h264/{name}").Order(StringComparer.Ordinal), farm.Storage.Files("archive"));
        Assert.Equal(2 * bad.Count, farm.Storage.Files("failed").Count);
        Assert.Equal(["link.mkv", "pipe.mkv"], farm.Storage.Files("incoming"));
        Assert.Empty(farm.Storage.Files("work"));
    }

    [Fact]
    public async Task A_film_that_may_not_be_read_waits_in_plain_words_until_it_may()
    {
        await using var farm = NewFarm();
        var film = await farm.MakeFilmAsync();
        farm.Start();
        await farm.Api.ReadyAsync();
        File.Copy(film, farm.Storage.At("incoming", "secret.mkv"));
        File.SetUnixFileMode(farm.Storage.At("incoming", "secret.mkv"), UnixFileMode.None);
        farm.Storage.Drop(film, "h264/film.mkv");

        await Eventually(farm, jobs => jobs.Any(IsFinal) && Secret(jobs)?.Reason is not null);
        var waiting = Secret(await farm.Api.JobsAsync())!;
        File.SetUnixFileMode(farm.Storage.At("incoming", "secret.mkv"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await Eventually(farm, jobs => jobs.Count(IsFinal) == 2);

        Assert.Equal(JobState.Waiting, waiting.State);
        Assert.Contains("may not be read by the user", waiting.Reason, StringComparison.Ordinal);
        Assert.All(await farm.Api.JobsAsync(), job => Assert.Equal((JobState.Completed, null), (job.State, job.Reason)));
    }

    // An administrator may read everything, but for one without these two rights.
    private static EmbeddedFarm NewFarm() => new("--Ingest:RescanInterval=00:00:01", "--Planning:RetryDelay=00:00:01", "--Encoder:Slots=2")
    {
        Before = Environment.IsPrivilegedProcess
            ? ["setpriv", "--inh-caps=-dac_override,-dac_read_search", "--bounding-set=-dac_override,-dac_read_search"] : [],
    };

    private static bool IsWarning(string line, params string[] words) =>
        line.StartsWith("warn: ", StringComparison.Ordinal) && words.All(word => line.Contains(word, StringComparison.Ordinal));

    private static bool IsFinal(JobSummary job) => JobTransitions.IsFinal(job.State);

    private static JobSummary? Secret(IReadOnlyList<JobSummary> jobs) => jobs.FirstOrDefault(job => job.Source == "incoming/secret.mkv");

    private static Task Eventually(EmbeddedFarm farm, Func<IReadOnlyList<JobSummary>, bool> condition) =>
        TestKit.Eventually.TrueAsync(
            async () => condition(await farm.Api.JobsAsync()), Farm.Limit,
            async () => string.Join('\n', (await farm.Api.JobsAsync()).Select(job => $"{job.State} {job.Source}: {job.Reason}")) + farm.State());

    private static Task<string> HashAsync(string path) => FileHash.Sha256Async(path, Token);
}
