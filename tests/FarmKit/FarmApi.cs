using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.TestKit;

namespace Transcoder.FarmKit;

/// <summary>What a coordinator says of its jobs.</summary>
/// <param name="url">Address of its API.</param>
/// <param name="state">Describes the farm, for the message of a wait that failed.</param>
/// <param name="token">Of the API's operator; null where it needs none.</param>
public sealed class FarmApi(string url, Func<string> state, string? token = null) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(url),
        DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Its address.</summary>
    public string Url => url;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Waits until the coordinator answers and finds all that it needs.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(IsReadyAsync, Farm.Limit, StateAsync);

    /// <summary>The jobs, newest first.</summary>
    public async Task<IReadOnlyList<JobSummary>> JobsAsync() => (await _http.GetFromJsonAsync("/api/jobs", ApiJson.Default.JobPage, Token))!.Jobs;

    /// <summary>The jobs of all pages, newest first.</summary>
    public async Task<IReadOnlyList<JobSummary>> AllJobsAsync()
    {
        var jobs = new List<JobSummary>();
        for (var address = "/api/jobs?limit=1000"; address is not null;)
        {
            var page = (await _http.GetFromJsonAsync(address, ApiJson.Default.JobPage, Token))!;
            jobs.AddRange(page.Jobs);
            address = page.Next is { } next ? $"/api/jobs?limit=1000&before={next}" : null;
        }

        return jobs;
    }

    /// <summary>The living encoders, by name.</summary>
    public async Task<IReadOnlyList<EncoderView>> EncodersAsync() =>
        (await _http.GetFromJsonAsync("/api/encoders", ApiJson.Default.IReadOnlyListEncoderView, Token))!;

    /// <summary>Waits until an encoder says of itself, or the coordinator of it, that it is in a state.</summary>
    /// <returns>Why; null when it is well.</returns>
    public async Task<string?> EncoderIsAsync(string name, EncoderState state)
    {
        EncoderView? found = null;
        await Eventually.TrueAsync(
            async () => (found = (await EncodersAsync()).FirstOrDefault(encoder => encoder.Name == name && encoder.State == state)) is not null,
            Farm.Limit, StateAsync);
        return found!.StateReason;
    }

    /// <summary>All that is known of a job.</summary>
    public async Task<JobDetail> DetailAsync(Guid id) => (await _http.GetFromJsonAsync($"/api/jobs/{id}", ApiJson.Default.JobDetail, Token))!;

    /// <summary>The one job of a source, with all that is known of it.</summary>
    /// <param name="source">Below <c>incoming/</c>.</param>
    public async Task<JobDetail> JobAsync(string source)
    {
        await Eventually.TrueAsync(async () => (await JobsAsync()).Any(IsOf), Farm.Limit, StateAsync);
        var id = (await JobsAsync()).Single(IsOf).Id;
        return await DetailAsync(id);

        bool IsOf(JobSummary job) => job.Source == $"incoming/{source}";
    }

    /// <summary>All work on a source so far, oldest first.</summary>
    public async Task<IReadOnlyList<ExecutionView>> ExecutionsAsync(string source) => Executions(await JobAsync(source));

    /// <summary>All work on several sources so far, source by source.</summary>
    public async Task<IReadOnlyList<ExecutionView>> ExecutionsAsync(IEnumerable<string> sources)
    {
        var executions = new List<ExecutionView>();
        foreach (var source in sources)
        {
            executions.AddRange(await ExecutionsAsync(source));
        }

        return executions;
    }

    /// <summary>Waits until an encoder has encoded a part of a film.</summary>
    /// <returns>The encoder's name.</returns>
    public async Task<string> EncodingAsync(string source)
    {
        ExecutionView? running = null;
        await Eventually.TrueAsync(
            async () => (running = (await ExecutionsAsync(source)).LastOrDefault(execution => execution.Progress is { Frames: > 0 })) is not null,
            Farm.Limit, StateAsync);
        return running!.Encoder;
    }

    /// <summary>Waits until that many encoders have begun with a film and the last of them has encoded a part of it.</summary>
    public Task EncodingAsync(string source, int executions) => Eventually.TrueAsync(
        async () => await ExecutionsAsync(source) is var all && all.Count == executions && all[^1].Progress is { Frames: > 0 }, Farm.Limit, StateAsync);

    /// <summary>Asks for a job of a film in <c>incoming/</c>, which may have one already.</summary>
    /// <returns>False when the coordinator cannot do what it should.</returns>
    public async Task<bool> TakesAsync(string source)
    {
        using var answer = await _http.PostAsJsonAsync("/api/jobs", new SubmitRequest { Path = source }, ApiJson.Default.SubmitRequest, Token);
        return answer.StatusCode < HttpStatusCode.InternalServerError;
    }

    /// <summary>Asks for an end or a new try of a job, as "cancel" or "retry"; the coordinator may die of it.</summary>
    public async Task AskAsync(Guid jobId, string what)
    {
        try
        {
            using var answer = await _http.PostAsync($"/api/jobs/{jobId}/{what}", JsonContent.Create<object?>(null), Token);
            Assert.True(answer.IsSuccessStatusCode, $"{what}: {answer.StatusCode}");
        }
        catch (HttpRequestException)
        {
        }
    }

    /// <summary>All work of a job, oldest first.</summary>
    public static IReadOnlyList<ExecutionView> Executions(JobDetail job) =>
        [.. job.Parts.SelectMany(part => part.Attempts).SelectMany(attempt => attempt.Executions).OrderBy(execution => execution.StartedAt)];

    public void Dispose() => _http.Dispose();

    /// <summary>Waits until the coordinator answers, be it well or not.</summary>
    public Task AnswersAsync() => Eventually.TrueAsync(() => AnswersAsync("/health/live"), Farm.Limit, StateAsync);

    /// <summary>Whether the coordinator answers and finds all that it needs.</summary>
    public Task<bool> IsReadyAsync() => AnswersAsync("/health/ready");

    /// <summary>Waits until the coordinator says that it misses something which its words name.</summary>
    public Task MissesAsync(string name) => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await _http.GetAsync("/health/ready", Token);
            return !answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(Token)).Contains(name, StringComparison.Ordinal);
        },
        Farm.Limit, StateAsync);

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(path, Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task<string> StateAsync() => Task.FromResult(state());
}
