using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Transcoder.Coordinator.Messaging;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Api;

/// <summary>The whole coordinator with its HTTP API on a free port, over the in-memory bus and without encoders.</summary>
internal sealed class ApiFarm : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiFarm(WebApplication app) => (_app, Http) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="tree">Holds storage and database.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<ApiFarm> StartAsync(TempTree tree, params (string Setting, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Root"] = tree.Root,
            ["Database:Connection"] = $"Data Source={tree.At("db", "jobs.db")};Pooling=False",
            ["Ingest:Watch"] = "false",
            ["Health:MetricsInterval"] = "00:00:01",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value));
        builder.Services.AddRouting().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddCoordinator();
        builder.AddCoordinatorWeb(trustsMachine: true);
        builder.Services.AddInMemoryMessaging();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            CoordinatorBus.AddConsumers(bus);
            bus.UsingInMemory(CoordinatorBus.ConfigureEndpoints);
        });
        var app = builder.Build();
        app.MapCoordinator();
        await app.StartAsync();
        return new ApiFarm(app);
    }

    public async Task<JsonElement> GetAsync(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    /// <summary>Submits a file of the tree and returns its job's id.</summary>
    public async Task<string> SubmitAsync(string path)
    {
        using var response = await PostAsync("/api/jobs", new { path });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return answer.GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
