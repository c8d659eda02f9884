using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Api.Access;

/// <summary>A coordinator with a token for operators and one for viewers.</summary>
[Collection("One coordinator per process: instruments are listened to process-wide")]
public sealed class TokenTests : IDisposable
{
    private const string Operator = "operator-0123456789-0123456789-0123456789";
    private const string Viewer = "viewer-0123456789-0123456789-0123456789";
    private static readonly string[] Guarding = ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"];
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Without_a_token_no_route_but_health_answers()
    {
        await using var farm = await StartAsync();
        var routes = farm.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        var open = new List<string>();
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!.Replace("{id:guid}", $"{Guid.NewGuid()}", StringComparison.Ordinal)
                .Replace("{documentName}", "v1", StringComparison.Ordinal);
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var answer = await SendAsync(farm, null, new HttpMethod(method), path);
                if (answer.StatusCode != HttpStatusCode.Unauthorized)
                {
                    open.Add(path);
                }
            }
        }

        Assert.InRange(routes.Count, 10, int.MaxValue);
        Assert.Equal(["/health/live", "/health/ready"], open.Order(StringComparer.Ordinal));
        using var nowhere = await SendAsync(farm, null, HttpMethod.Get, "/nowhere");
        Assert.Equal(HttpStatusCode.Unauthorized, nowhere.StatusCode);
        Assert.Equal("Bearer", Assert.Single(nowhere.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_viewer_reads_and_changes_nothing()
    {
        await using var farm = await StartAsync();
        var id = await SubmittedAsync(farm);

        using var read = await SendAsync(farm, Viewer, HttpMethod.Get, $"/api/jobs/{id}");
        using var metrics = await SendAsync(farm, Viewer, HttpMethod.Get, "/metrics");
        using var absent = await SendAsync(farm, Viewer, HttpMethod.Get, "/nowhere");
        using var submitted = await SendAsync(farm, Viewer, HttpMethod.Post, "/api/jobs", new { path = "film.mkv", profile = "av1" });
        using var cancelled = await SendAsync(farm, Viewer, HttpMethod.Post, $"/api/jobs/{id}/cancel");
        using var retried = await SendAsync(farm, Viewer, HttpMethod.Post, $"/api/jobs/{id}/retry");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), (read.StatusCode, metrics.StatusCode, absent.StatusCode));
        Assert.All([submitted, cancelled, retried], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Contains("may only read", await TitleAsync(submitted), StringComparison.Ordinal);
        using var jobs = await SendAsync(farm, Viewer, HttpMethod.Get, "/api/jobs");
        Assert.Equal(1, (await jobs.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("jobs").GetArrayLength());
    }

    [Fact]
    public async Task An_operator_changes_things_without_JSON_too()
    {
        await using var farm = await StartAsync();
        var id = await SubmittedAsync(farm);

        using var cancelled = await SendAsync(farm, Operator, HttpMethod.Post, $"/api/jobs/{id}/cancel");

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
    }

    [Theory]
    [InlineData("Bearer operator-0123456789-0123456789-012345678")]
    [InlineData("Bearer operator-0123456789-0123456789-01234567890")]
    [InlineData("Basic " + Operator)]
    [InlineData("Bearer")]
    [InlineData(Operator)]
    public async Task Anything_but_the_whole_token_lets_nobody_in(string header)
    {
        await using var farm = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/jobs");
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var answer = await farm.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Who_guesses_tokens_has_to_wait_whatever_follows()
    {
        await using var farm = await StartAsync();

        var guesses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 11; guess++)
        {
            using var answer = await SendAsync(farm, $"{Operator}-{guess}", HttpMethod.Get, "/api/jobs");
            guesses.Add(answer.StatusCode);
        }

        using var right = await SendAsync(farm, Operator, HttpMethod.Get, "/api/jobs");
        using var health = await SendAsync(farm, null, HttpMethod.Get, "/health/live");
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 10), HttpStatusCode.TooManyRequests], guesses);
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (right.StatusCode, health.StatusCode));
        Assert.NotNull(right.Headers.RetryAfter);
        Assert.Contains("wait", await TitleAsync(right), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/jobs", HttpStatusCode.OK)]
    [InlineData("/api/jobs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/jobs?before=x", HttpStatusCode.BadRequest)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    public async Task Browsers_keep_run_and_frame_nothing_of_any_answer(string path, HttpStatusCode status)
    {
        await using var farm = await StartAsync();

        using var answer = await SendAsync(farm, Operator, HttpMethod.Get, path);

        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(
            ["default-src 'none'; frame-ancestors 'none'", "no-referrer", "nosniff", "DENY"],
            Guarding.Select(name => answer.Headers.GetValues(name).Single()));
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task A_body_that_is_no_submission_by_its_size_alone_is_not_read()
    {
        await using var farm = await StartAsync();

        using var answer = await SendAsync(farm, Operator, HttpMethod.Post, "/api/jobs", new { path = new string('a', 100_000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private Task<ApiFarm> StartAsync() => ApiFarm.StartAsync(
        _tree, ("Api:TokenFile", _tree.File("operator", Encoding.ASCII.GetBytes(Operator + '\n'))),
        ("Api:ViewerTokenFile", _tree.File("viewer", Encoding.ASCII.GetBytes(Viewer))));

    private async Task<string> SubmittedAsync(ApiFarm farm)
    {
        await Clips.MakeAsync(_tree.At("incoming", "film.mkv"), cancellationToken: Token);
        using var answer = await SendAsync(farm, Operator, HttpMethod.Post, "/api/jobs", new { path = "film.mkv", profile = "h264" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiFarm farm, string? token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await farm.Http.SendAsync(request, Token);
    }

    private static async Task<string?> TitleAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("title").GetString();
}
