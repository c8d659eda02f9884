using System.Net;
using System.Text;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Api.Access;

/// <summary>A coordinator without a token, and pages in browsers of its machine.</summary>
[Collection("One coordinator per process: instruments are listened to process-wide")]
public sealed class BrowserTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("rebound.example", null, "application/json", HttpStatusCode.Forbidden)]
    [InlineData("localhost.rebound.example", null, "application/json", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.rebound.example", null, "application/json", HttpStatusCode.Forbidden)]
    [InlineData(null, "https://other.example", "application/json", HttpStatusCode.Forbidden)]
    [InlineData(null, "http://localhost:1", "application/json", HttpStatusCode.Forbidden)]
    [InlineData(null, "null", "application/json", HttpStatusCode.Forbidden)]
    [InlineData(null, null, "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, null, "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, null, null, HttpStatusCode.UnsupportedMediaType)]
    public async Task A_page_of_another_site_drives_nothing(string? host, string? origin, string? type, HttpStatusCode status)
    {
        await using var farm = await ApiFarm.StartAsync(_tree);
        var id = await SubmittedAsync(farm);

        using var cancelled = await PostAsync(farm, $"/api/jobs/{id}/cancel", host, origin, type);
        using var submitted = await PostAsync(farm, "/api/jobs", host, origin, type);

        Assert.Equal((status, status), (cancelled.StatusCode, submitted.StatusCode));
        Assert.Equal("application/problem+json", cancelled.Content.Headers.ContentType?.MediaType);
        var job = Assert.Single((await farm.GetAsync("/api/jobs")).GetProperty("jobs").EnumerateArray());
        Assert.NotEqual("cancelled", job.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_page_whose_name_means_this_machine_reads_nothing()
    {
        await using var farm = await ApiFarm.StartAsync(_tree);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/jobs");
        request.Headers.Host = "rebound.example";

        using var answer = await farm.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost:4711", "http://localhost:4711")]
    [InlineData("[::1]:4711", null)]
    [InlineData("127.0.0.1", null)]
    public async Task Programs_and_pages_of_its_own_may(string host, string? origin)
    {
        await using var farm = await ApiFarm.StartAsync(_tree);
        var id = await SubmittedAsync(farm);

        using var cancelled = await PostAsync(farm, $"/api/jobs/{id}/cancel", host, origin, "application/json");

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
    }

    private async Task<string> SubmittedAsync(ApiFarm farm)
    {
        await Clips.MakeAsync(_tree.At("incoming", "film.mkv"), cancellationToken: Token);
        return await farm.SubmitAsync("film.mkv");
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiFarm farm, string path, string? host, string? origin, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Host = host;
        request.Content = type is null ? null : new StringContent("""{"path":"film.mkv","profile":"av1"}""", Encoding.UTF8, type);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await farm.Http.SendAsync(request, Token);
    }
}
