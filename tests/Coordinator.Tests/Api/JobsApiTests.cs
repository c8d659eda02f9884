using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Api;

[Collection("One coordinator per process: instruments are listened to process-wide")]
public sealed class JobsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submitted_film_is_a_job_once()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        await Clips.MakeAsync(tree.At("incoming", "film.mkv"), cancellationToken: Token);

        using var first = await farm.PostAsync("/api/jobs", new { path = "film.mkv", profile = "av1", priority = 5 });
        using var second = await farm.PostAsync("/api/jobs", new { path = "incoming/film.mkv", profile = "av1" });

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var page = await farm.GetAsync("/api/jobs");
        var job = Assert.Single(page.GetProperty("jobs").EnumerateArray());
        Assert.Equal(("incoming/film.mkv", "av1", 5), (job.GetProperty("source").GetString(), job.GetProperty("profile").GetString(), job.GetProperty("priority").GetInt32()));
    }

    [Theory]
    [InlineData("../film.mkv", null, "is not a path below incoming/")]
    [InlineData("absent.mkv", null, "There is no file")]
    [InlineData("film.mkv", "no-such-profile", "There is no profile \"no-such-profile\"; there are av1, h264, hevc, vp9")]
    public async Task A_submission_that_makes_no_sense_is_refused_with_a_reason(string path, string? profile, string reason)
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        tree.File("incoming/film.mkv", "bytes"u8);

        using var response = await farm.PostAsync("/api/jobs", new { path, profile });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(reason, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Empty((await farm.GetAsync("/api/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_preview_tells_and_adds_nothing()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming", "vp9"), "film.mkv"), cancellationToken: Token);
        tree.File("completed/vp9/film.webm", "mine"u8);
        tree.File("incoming/text.mp4", "no film"u8);

        using var good = await farm.PostAsync("/api/jobs/preview", new { path = "vp9/film.mkv" });
        using var bad = await farm.PostAsync("/api/jobs/preview", new { path = "text.mp4" });
        using var outside = await farm.PostAsync("/api/jobs/preview", new { path = "../text.mp4" });

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity),
            (good.StatusCode, bad.StatusCode, outside.StatusCode));
        var preview = await good.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(("vp9", "vp9/film (2).webm"), (preview.GetProperty("profile").GetString(), preview.GetProperty("output").GetString()));
        Assert.EndsWith("is encoded to Vp9: CRF 32, preset 3.", preview.GetProperty("sentences")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(new FileInfo(Path.Combine(tree.Root, "incoming", "vp9", "film.mkv")).Length, preview.GetProperty("sourceBytes").GetInt64());
        Assert.InRange(preview.GetProperty("estimatedBytes").GetInt64(), 1000, 1_000_000);
        Assert.Empty((await farm.GetAsync("/api/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task States_and_kinds_are_words()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        tree.File("incoming/noise.mkv", new byte[5000]);
        var id = await farm.SubmitAsync("noise.mkv");

        await Eventually.TrueAsync(
            async () => (await farm.GetAsync($"/api/jobs/{id}")).GetProperty("job").GetProperty("state").GetString() == "failed", TimeSpan.FromSeconds(30));

        var job = await farm.GetAsync($"/api/jobs/{id}");
        Assert.Equal("badSource", job.GetProperty("job").GetProperty("failureKind").GetString());
        Assert.NotEmpty(job.GetProperty("timeline").EnumerateArray());
    }

    [Fact]
    public async Task A_job_is_cancelled_once_and_can_be_tried_again()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        await Clips.MakeAsync(tree.At("incoming", "film.mkv"), cancellationToken: Token);
        var id = await farm.SubmitAsync("film.mkv");

        using var cancelled = await farm.PostAsync($"/api/jobs/{id}/cancel");
        using var again = await farm.PostAsync($"/api/jobs/{id}/cancel");
        using var retried = await farm.PostAsync($"/api/jobs/{id}/retry");

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.Accepted),
            (cancelled.StatusCode, again.StatusCode, retried.StatusCode));
        Assert.True(File.Exists(tree.At("incoming", "film.mkv")));
    }

    [Fact]
    public async Task Pages_lead_through_all_jobs()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        for (var number = 0; number < 5; number++)
        {
            tree.File($"incoming/{number}.mkv", "bytes"u8);
            await farm.SubmitAsync($"{number}.mkv");
        }

        var seen = new List<string>();
        var path = "/api/jobs?limit=2";
        while (path.Length > 0)
        {
            var page = await farm.GetAsync(path);
            seen.AddRange(page.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("source").GetString()!));
            path = page.TryGetProperty("next", out var next) && next.GetString() is { } id ? $"/api/jobs?limit=2&before={id}" : "";
        }

        Assert.Equal(["incoming/4.mkv", "incoming/3.mkv", "incoming/2.mkv", "incoming/1.mkv", "incoming/0.mkv"], seen);
    }

    [Theory]
    [InlineData("/api/jobs?state=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/api/jobs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/jobs/0198c0de-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/api/nonsense", HttpStatusCode.NotFound)]
    public async Task A_wrong_question_is_answered_with_problem_details(string path, HttpStatusCode status)
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);

        using var response = await farm.Http.GetAsync(path, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("no json", HttpStatusCode.BadRequest, "is not the JSON that is asked for: ")]
    [InlineData("", HttpStatusCode.BadRequest, "body")]
    [InlineData("{}", HttpStatusCode.BadRequest, "it lacks 'path'")]
    [InlineData("""{"path": 7}""", HttpStatusCode.BadRequest, "$.path has a value of the wrong kind")]
    [InlineData("""{"path": "film.mkv", "priority": "high"}""", HttpStatusCode.BadRequest, "$.priority")]
    [InlineData("""{"path": ""}""", HttpStatusCode.UnprocessableEntity, "must be relative")]
    [InlineData("""{"path": "../outside.mkv"}""", HttpStatusCode.UnprocessableEntity, "must be relative")]
    [InlineData("""{"path": "incoming/../../outside.mkv"}""", HttpStatusCode.UnprocessableEntity, "must be relative")]
    [InlineData("""{"path": "/etc/hostname"}""", HttpStatusCode.UnprocessableEntity, "must be relative")]
    [InlineData("""{"path": "..%2Foutside.mkv"}""", HttpStatusCode.UnprocessableEntity, "There is no file")]
    [InlineData("""{"path": "link.mkv"}""", HttpStatusCode.UnprocessableEntity, "not a regular file")]
    [InlineData("""{"path": "linked/film.mkv"}""", HttpStatusCode.UnprocessableEntity, "leads out of incoming/")]
    [InlineData("""{"path": "folder.mkv"}""", HttpStatusCode.UnprocessableEntity, "not a regular file")]
    public async Task A_wrong_submission_is_answered_with_what_is_wrong(string body, HttpStatusCode status, string words)
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        tree.File("outside.mkv", "bytes"u8);
        tree.File("elsewhere/film.mkv", "bytes"u8);
        tree.Folder("incoming", "folder.mkv");
        File.CreateSymbolicLink(tree.At("incoming", "link.mkv"), tree.At("outside.mkv"));
        Directory.CreateSymbolicLink(tree.At("incoming", "linked"), tree.At("elsewhere"));

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await farm.Http.PostAsync("/api/jobs", content, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, await TitleAsync(response), StringComparison.Ordinal);
        Assert.Empty((await farm.GetAsync("/api/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_submission_that_is_not_called_json_is_told_so()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);

        using var content = new StringContent("path=film.mkv");
        using var response = await farm.Http.PostAsync("/api/jobs", content, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("application/json", await TitleAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/jobs?limit=many", HttpStatusCode.BadRequest, "many")]
    [InlineData("/api/jobs?before=x", HttpStatusCode.BadRequest, "before")]
    [InlineData("/api/jobs/no-id", HttpStatusCode.NotFound, "/api/jobs/no-id")]
    [InlineData("/api/jobs/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound, "There is nothing at")]
    [InlineData("/api/jobs/0198c0de-0000-7000-8000-000000000000", HttpStatusCode.NotFound, "There is no job 0198c0de")]
    public async Task A_wrong_address_is_answered_with_what_is_wrong(string path, HttpStatusCode status, string words)
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);

        using var response = await farm.Http.GetAsync(path, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, await TitleAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_describes_every_route()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);

        var paths = (await farm.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name);

        Assert.Superset(
            new HashSet<string> { "/api/jobs", "/api/jobs/{id}", "/api/jobs/{id}/cancel", "/api/jobs/{id}/retry", "/api/encoders", "/api/profiles" },
            paths.ToHashSet());
    }

    private static async Task<string> TitleAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("title").GetString()!;
    }
}
