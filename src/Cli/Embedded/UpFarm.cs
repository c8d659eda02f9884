using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Broker;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Encoder.Settings;

namespace Transcoder.Cli.Embedded;

/// <summary>The whole farm in one process, on one folder, until it is interrupted.</summary>
internal static class UpFarm
{
    private const string DefaultRoot = "media";

    public static async Task<int> RunAsync(UpRequest request)
    {
        var builder = WebApplication.CreateBuilder(request.Settings);
        var root = Path.GetFullPath(request.Root ?? builder.Configuration["Storage:Root"] ?? DefaultRoot);
        var own = Path.Combine(root, ".transcoder");
        Configure(builder, request, root, own);
        builder.LogQuietly(request.Verbose);
        var overBroker = !string.IsNullOrWhiteSpace(builder.Configuration["Broker:Url"]);
        if (overBroker)
        {
            builder.AddEmbeddedOverBroker();
        }
        else
        {
            builder.AddEmbedded();
        }

        builder.AddCoordinatorWeb(trustsMachine: true);
        await using var app = builder.Build();
        app.MapCoordinator();
        using var held = FolderLock.Take(own, $"Another process already runs a farm on {root}.");
        if (await app.TryStartAsync())
        {
            Greet(app, root, overBroker);
            await app.WaitForShutdownAsync();
        }

        Console.WriteLine("Ended. The same command goes on where this one stopped.");
        return ExitCodes.Done;
    }

    private static void Configure(WebApplicationBuilder builder, UpRequest request, string root, string own)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Database:Connection", $"Data Source={Path.Combine(own, "transcoder.db")}"),
                new("Encoder:WorkDirectory", Path.Combine(own, "encoder")),
            ],
        });
        var told = new Dictionary<string, string?> { ["Storage:Root"] = root };
        if (request.Encoders is { } encoders)
        {
            told["Encoder:Slots"] = encoders.ToString(CultureInfo.InvariantCulture);
        }

        if (request.Urls is not null)
        {
            told["urls"] = request.Urls;
        }

        builder.Configuration.AddInMemoryCollection(told);
    }

    private static void Greet(WebApplication app, string root, bool overBroker)
    {
        var layout = app.Services.GetRequiredService<StorageLayout>();
        var fate = app.Services.GetRequiredService<IOptions<CommitOptions>>().Value.SourceFate;
        var slots = app.Services.GetRequiredService<IOptions<EncoderOptions>>().Value.Slots;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Console.WriteLine($"Transcoder farm on {root}");
        foreach (var (folder, meaning) in Meanings)
        {
            Console.WriteLine($"  {layout.Absolute(folder) + '/',-40} {meaning}");
        }

        Console.WriteLine(fate switch
        {
            SourceFate.Archive => "A source moves to the archive after its result is proven and safe (Commit:SourceFate=Archive).",
            SourceFate.Keep => "A source stays where it is (Commit:SourceFate=Keep).",
            SourceFate.Delete => "A source is DELETED after its result is proven and safe (Commit:SourceFate=Delete).",
            _ => throw new InvalidOperationException($"Unknown fate {fate}"),
        });
        Console.WriteLine($"Encoder slots here: {slots}{(overBroker ? "; other machines' encoders join over the broker" : "")}");
        Console.WriteLine($"API: {string.Join(", ", addresses)}");
        Console.WriteLine("Ctrl-C ends it; the same command goes on.");
    }

    private static readonly (StorageFolder Folder, string Meaning)[] Meanings =
    [
        (StorageFolder.Incoming, "drop films here; a first folder named like a profile chooses it"),
        (StorageFolder.Work, "unfinished work"),
        (StorageFolder.Completed, "proven results"),
        (StorageFolder.Failed, "sources that could not be transcoded, unaltered, with a report"),
        (StorageFolder.Archive, "sources whose results are proven"),
    ];
}
