using System.Net;
using Transcoder.Coordinator.Tests.Api;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Health;

[Collection("One coordinator per process: instruments are listened to process-wide")]
public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coordinator_with_bus_database_and_folders_is_ready()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);

        await Eventually.TrueAsync(async () => await StatusAsync(farm, "/health/ready") == HttpStatusCode.OK, TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(farm, "/health/live"));
    }

    [Fact]
    public async Task A_missing_folder_makes_it_unready_and_not_dead()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        File.Delete(tree.At("completed", ".transcoder-id"));

        await Eventually.TrueAsync(
            async () => await StatusAsync(farm, "/health/ready") == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(farm, "/health/live"));
    }

    [Theory]
    [InlineData("work")]
    [InlineData("completed")]
    public async Task A_full_disk_makes_it_unready_and_is_named(string folder)
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree, ("Storage:MinimumFreeBytes", "1152921504606846976"));

        using var response = await farm.Http.GetAsync("/health/ready", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains($"The disk of {tree.At(folder)} has ", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_jobs_by_state()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        tree.File("incoming/noise.mkv", new byte[5000]);
        await farm.SubmitAsync("noise.mkv");

        var text = "";
        await Eventually.TrueAsync(
            async () => (text = await farm.Http.GetStringAsync("/metrics", Token)).Split('\n').Any(IsOneFailedJob),
            TimeSpan.FromSeconds(30), () => Task.FromResult(text));
        Assert.Contains("service_name=\"transcoder-coordinator\"", text, StringComparison.Ordinal);
    }

    private static bool IsOneFailedJob(string line) =>
        line.StartsWith("transcoder_jobs{", StringComparison.Ordinal) && line.Contains("state=\"failed\"", StringComparison.Ordinal) && line.Contains("} 1", StringComparison.Ordinal);

    private static async Task<HttpStatusCode> StatusAsync(ApiFarm farm, string path)
    {
        using var response = await farm.Http.GetAsync(path, Token);
        return response.StatusCode;
    }
}
