using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;

namespace Transcoder.Cli.Client;

/// <summary>The coordinator's HTTP API. A refusal or an unreachable coordinator is a <see cref="CommandException"/>.</summary>
internal sealed class ApiClient : IDisposable
{
    // Short samples of a large film take minutes on a slow machine, and one estimate waits for another.
    private static readonly TimeSpan EstimatesPatience = TimeSpan.FromHours(1);

    private readonly HttpClient _http;

    /// <param name="url">As the user wrote it.</param>
    /// <param name="token">Null where none is to be sent.</param>
    public ApiClient(string url, string? token)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CommandException(ExitCodes.Usage, $"--url: \"{url}\" is not of the form {ApiSlice.DefaultUrl}");
        }

        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = Bearer(token);
        }
    }

    /// <summary>How long an answer may take, but for estimates.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(100);

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    public async Task<SubmitAnswer> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken) =>
        await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/jobs") { Content = JsonContent.Create(request, ApiJson.Default.SubmitRequest) },
            ApiJson.Default.SubmitAnswer, cancellationToken);

    public Task<PreviewAnswer> PreviewAsync(SubmitRequest request, CancellationToken cancellationToken) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/api/jobs/preview") { Content = JsonContent.Create(request, ApiJson.Default.SubmitRequest) },
        ApiJson.Default.PreviewAnswer, cancellationToken, EstimatesPatience);

    public Task<JobDetail> JobAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"/api/jobs/{Uri.EscapeDataString(id)}", ApiJson.Default.JobDetail, cancellationToken);

    /// <summary>Asks for something that answers with nothing.</summary>
    public async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        // Without a token the API takes nothing but JSON, which no web page can send it.
        using var response = await ExchangeAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", null, "application/json") }, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using var response = await ExchangeAsync(request, cancellationToken, patience);
        try
        {
            return await JsonSerializer.DeserializeAsync(await response.Content.ReadAsStreamAsync(cancellationToken), type, cancellationToken)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCodes.Unavailable, $"What answers at {_http.BaseAddress} is no coordinator of this version. --url names another one.");
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        HttpResponseMessage response;
        using (request)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            waiting.CancelAfter(patience ?? Patience);
            try
            {
                response = await _http.SendAsync(request, waiting.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandException(ExitCodes.Unavailable, $"The coordinator at {_http.BaseAddress} does not answer in time.");
            }
            catch (HttpRequestException exception)
            {
                // What ended in the middle of an answer says so only inside.
                var reason = exception.InnerException is HttpIOException ended ? ended.Message : exception.Message;
                throw new CommandException(ExitCodes.Unavailable,
                    $"No coordinator answers at {_http.BaseAddress}: {reason.TrimEnd('.')}. Is `transcoder up` running? --url names another one.");
            }
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new CommandException(ExitCodes.Failed, response.StatusCode == HttpStatusCode.Unauthorized
                ? Unknown(_http.DefaultRequestHeaders.Authorization) : await TitleAsync(response, cancellationToken));
        }
    }

    private string Unknown(AuthenticationHeaderValue? token) => token is null
        ? $"The coordinator at {_http.BaseAddress} asks for a token: --token-file FILE names one that it knows (its Api:TokenFile)."
        : $"The coordinator at {_http.BaseAddress} does not know this token: --token-file FILE names another one (its Api:TokenFile).";

    private static AuthenticationHeaderValue Bearer(string token) => token.Length > 0 && token.All(letter => letter is > ' ' and <= '~')
        ? new AuthenticationHeaderValue("Bearer", token)
        : throw new CommandException(ExitCodes.Usage, "The token must be one word of letters and digits.");

    private async Task<string> TitleAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = $"What answers at {_http.BaseAddress} says {(int)response.StatusCode} and not why. Is it the coordinator? --url names another one.";
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
        {
            return status;
        }

        using var problem = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return Text(problem, "detail") ?? Text(problem, "title") ?? status;
    }

    private static string? Text(JsonDocument problem, string name) =>
        problem.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
