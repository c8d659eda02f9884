using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Transcoder.Cli.Embedded;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Cli.Encoding;

/// <summary>The embedded host for one command: the whole file system is the storage, and outputs have a folder of their own.</summary>
internal static class EncodeHost
{
    public static IHost Build(EncodeRequest request, EncodePlace place)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var chosen = Chosen(request, place);
        if (request.Settings.Select(Settings.NameOf).FirstOrDefault(chosen.ContainsKey) is { } name)
        {
            throw new CommandException(ExitCodes.Usage, $"{name}: encode chooses this itself.");
        }

        builder.Configuration.AddEnvironmentVariables().AddCommandLine([.. request.Settings]).AddInMemoryCollection(chosen);
        builder.LogQuietly(request.Verbose);
        // How each input ended is said when all have.
        builder.Logging.AddFilter(typeof(JobStore).FullName, request.Verbose ? LogLevel.Information : LogLevel.Error);
        builder.AddEmbedded();
        // Trying all codecs would take longer than a short film. What an earlier command left may ask for another one; ffmpeg tells of it then.
        builder.Services.AddSingleton(provider => CodecsOf(provider.GetRequiredService<ProfileCatalog>(), request.Profile));
        builder.Services.AddSingleton(place);
        builder.Services.AddSingleton<EncodeJobs>();
        builder.Services.AddSingleton<EncodeRun>();
        builder.Services.AddSingleton<DryRun>();
        return builder.Build();
    }

    private static CodecsInUse CodecsOf(ProfileCatalog profiles, string? name) =>
        profiles.Find(name ?? profiles.DefaultName) is { } profile ? new CodecsInUse([profile.VideoCodec]) : CodecsInUse.All;

    private static Dictionary<string, string?> Chosen(EncodeRequest request, EncodePlace place) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage:Root"] = "/",
        ["Storage:Incoming"] = "",
        ["Storage:Work"] = Below(Path.Combine(place.Private, "work")),
        ["Storage:Completed"] = Below(place.Folder),
        ["Storage:Failed"] = Below(Path.Combine(place.Private, "failed")),
        ["Storage:Archive"] = Below(Path.Combine(place.Private, "archive")),
        ["Storage:Endpoints:0"] = "file:///",
        ["Database:Provider"] = "Sqlite",
        ["Database:Connection"] = $"Data Source={place.Database}",
        ["Broker:Url"] = "",
        ["Ingest:Watch"] = "false",
        ["Commit:SourceFate"] = "Keep",
        ["Encoder:Slots"] = request.Encoders.ToString(CultureInfo.InvariantCulture),
        ["Encoder:WorkDirectory"] = Path.Combine(place.Private, "encoder"),
        ["Encoder:StopMode"] = "HandBack",
        ["Chunking:Mode"] = request.Encoders > 1 ? "Always" : "Never",
        // The one who hears it is in this process; a person watches.
        ["Encoder:HeartbeatInterval"] = "00:00:01",
    };

    private static string Below(string absolute) => absolute.TrimStart('/');
}
