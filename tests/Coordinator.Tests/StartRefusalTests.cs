using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests;

/// <summary>What an operator is told when the coordinator does not start.</summary>
public sealed class StartRefusalTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("Ingest:QuietPeriod", "never", "\"never\" cannot be understood")]
    [InlineData("Ingest:QuietPeriod", "00:00:00.5", "must be between 00:00:01 and 01:00:00")]
    [InlineData("Commit:SourceFate", "Burn", "\"Burn\" cannot be understood")]
    [InlineData("Broker:DeclareTopology", "maybe", "\"maybe\" cannot be understood")]
    [InlineData("Broker:Url", "http://localhost", "must be amqp://")]
    [InlineData("Storage:Root", "", "is missing")]
    [InlineData("Storage:Root", "media", "\"media\" is not an absolute path")]
    [InlineData("Database:Connection", "", "is missing")]
    [InlineData("Database:Connection", "nonsense", "must be \"Data Source=\" and the path of")]
    [InlineData("Database:Connection", "Data Source=jobs.db;Nonsense=1", "must be \"Data Source=\" and the path of")]
    [InlineData("Database:Connection", "Pooling=False", "must be \"Data Source=\" and the path of")]
    [InlineData("Planning:DefaultProfile", "", "")]
    [InlineData("Chunking:TargetLength", "1.00:00:00", "must be between")]
    [InlineData("Dispatch:PoisonAfter", "0", "must be between 1 and 20")]
    [InlineData("Health:MetricsInterval", "1.00:00:00", "must be between")]
    [InlineData("Sandbox:Mode", "Perhaps", "\"Perhaps\" cannot be understood")]
    [InlineData("Profiles:hevc:Crf", "many", "\"many\" cannot be understood")]
    [InlineData("Profiles:hevc:Crf", "99", "")]
    [InlineData("Api:TokenFile", "/nowhere", "/nowhere cannot be read")]
    [InlineData("urls", "nonsense", "\"nonsense\" is no address to listen on")]
    [InlineData("urls", "http://127.0.0.1:8080;ftp://127.0.0.1", "\"ftp://127.0.0.1\" is no address to listen on")]
    [InlineData("urls", "http://127.0.0.1:8080/below", "\"http://127.0.0.1:8080/below\" is no address to listen on")]
    [InlineData("urls", "http://127.0.0.1:65536", "\"http://127.0.0.1:65536\" is no address to listen on")]
    [InlineData("Kestrel:Endpoints:Open:Url", "nonsense", "\"nonsense\" is no address to listen on")]
    public void A_wrong_setting_is_one_sentence_that_begins_with_its_name(string setting, string value, string sentence)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Root"] = _tree.Root,
            ["Broker:Url"] = "amqp://localhost",
            ["Api:TokenFile"] = _tree.File("token", "0123456789-9876543210-0123456789"u8),
            [setting] = value,
        });
        builder.AddCoordinatorService();
        using var host = builder.Build();

        var refusal = StartRefusal.Of(Assert.ThrowsAny<Exception>(host.Services.GetRequiredService<IStartupValidator>().Validate));

        Assert.Equal(78, refusal?.ExitCode);
        Assert.StartsWith($"{setting}: {sentence}", Assert.Single(refusal!.Sentences), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:Root", "{0}/file/root")]
    [InlineData("Database:Connection", "Data Source={0}/file/jobs.db;Pooling=False")]
    [InlineData("Database:Connection", "Data Source={0}/file;Pooling=False")]
    public async Task A_place_that_cannot_be_used_is_one_sentence_that_begins_with_its_setting(string setting, string place)
    {
        _tree.File("file", "This is neither a folder nor a database, but long enough to look at."u8);
        var value = string.Format(System.Globalization.CultureInfo.InvariantCulture, place, _tree.Root);

        var refusal = StartRefusal.Of(await Assert.ThrowsAnyAsync<Exception>(() => TestCoordinator.StartAsync(_tree, settings: (setting, value))));

        Assert.Equal(78, refusal?.ExitCode);
        Assert.StartsWith($"{setting}: ", Assert.Single(refusal!.Sentences), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1:0", 78, "urls: Cannot assign requested address")]
    [InlineData("http://localhost:0", 78, "urls: Dynamic port binding is not supported")]
    [InlineData("http://127.0.0.1:{0}", 69, "Failed to bind to address http://127.0.0.1:{0}: address already in use. Choose another one with --urls.")]
    public async Task An_address_that_is_not_to_be_had_is_one_sentence(string address, int exitCode, string sentence)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        string Filled(string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, ((IPEndPoint)other.LocalEndpoint).Port);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Filled(address));
        await using var app = builder.Build();

        var refusal = StartRefusal.Of(await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(Token)));

        Assert.Equal(exitCode, refusal?.ExitCode);
        Assert.StartsWith(Filled(sentence), Assert.Single(refusal!.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_refusal_keeps_its_stack_trace() => Assert.Null(StartRefusal.Of(new InvalidOperationException("A bug")));
}
