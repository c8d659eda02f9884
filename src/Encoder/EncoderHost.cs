using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Transcoder.Broker;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Messaging;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Preflight;
using Transcoder.Encoder.Presence;
using Transcoder.Encoder.Reports;
using Transcoder.Encoder.Settings;
using Transcoder.Encoder.Testing;
using Transcoder.Encoder.Transfer;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Rsync;
using Transcoder.Media.Similarity;

namespace Transcoder.Encoder;

/// <summary>Composes the encoder.</summary>
public static class EncoderHost
{
    /// <summary>
    /// Registers everything but the bus; to be called before MassTransit is added, so that the bus stops first. Settings are bound and
    /// validated at start: sections "Encoder", "Storage" and "Broker" (whose URL may be missing).
    /// </summary>
    public static void AddEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder.Services, brokerRequired: false);
    }

    /// <summary>The standalone service: <see cref="AddEncoder"/> and its bus over RabbitMQ, whose URL is required.</summary>
    public static void AddEncoderService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder.Services, brokerRequired: true);
        builder.Services.AddBrokerBus();
        // What keeps the host from starting is said by its program, once, in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void Add(IServiceCollection services, bool brokerRequired)
    {
        services.AddOptions<TestingOptions>().BindConfiguration("Testing");
        services.AddHostedService<CrashStart>();
        services.AddSettings("Encoder", new EncoderOptionsValidator());
        services.AddSettings("Sandbox", new SandboxOptionsValidator());
        services.AddSettings("Storage", new StorageOptionsValidator());
        services.AddBrokerSettings(brokerRequired);
        services.AddOptions<HostOptions>().Configure<IOptions<EncoderOptions>>((host, encoder) => StopTimes.Apply(host, encoder.Value));
        services.AddOptions<MassTransitHostOptions>()
            .Configure<IOptions<EncoderOptions>>((bus, encoder) => StopTimes.Apply(bus, encoder.Value));

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ToolRunner(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<SandboxOptions>>().Value.Mode));
        services.TryAddSingleton<FfprobeClient>();
        services.TryAddSingleton<DecodeCheck>();
        services.TryAddSingleton<DamageSearch>();
        services.TryAddSingleton<SimilarityCheck>();
        services.TryAddSingleton<SoundCheck>();
        services.TryAddSingleton<EncoderProbe>();
        services.AddSingleton<EncoderIdentity>();
        services.AddSingleton<WorkFolder>();
        services.TryAddSingleton(provider => new SshConnections(
            provider.GetRequiredService<ToolRunner>(), provider.GetRequiredService<WorkFolder>().Root));
        services.TryAddSingleton(provider => new RsyncClient(
            provider.GetRequiredService<ToolRunner>(),
            new RsyncLimits { IdleTimeout = provider.GetRequiredService<IOptions<EncoderOptions>>().Value.TransferIdleLimit },
            provider.GetRequiredService<SshConnections>()));

        AddPreflight(services);
        services.AddSingleton<ITransferPicker, TransferPicker>();
        services.AddSingleton<SourceDiagnosis>();
        services.AddSingleton<FfmpegEncode>();
        services.AddSingleton<ResultCheck>();
        services.AddSingleton<ResultJudge>();
        AddOrders(services);
        services.AddSingleton<IResultReporter, ResultReporter>();
        services.AddSingleton<EncoderHealth>();
        services.AddSingleton<HeartbeatSource>();
        services.AddHostedService<PresenceReporter>();
        services.AddHostedService<SelfProbe>();
    }

    private static void AddPreflight(IServiceCollection services)
    {
        services.TryAddSingleton(CodecsInUse.All);
        services.AddSingleton<IPreflightCheck, ToolchainCheck>();
        services.AddSingleton<IPreflightCheck, CodecCheck>();
        services.AddSingleton<IPreflightCheck, SandboxCheck>();
        services.AddSingleton<IPreflightCheck, TransferCheck>();
        services.AddSingleton<IPreflightCheck, WorkFolderCheck>();
        services.AddSingleton(provider => new EncoderPreflight(provider.GetServices<IPreflightCheck>()));
        services.AddHostedService<PreflightStart>();
    }

    private static void AddOrders(IServiceCollection services)
    {
        services.AddSingleton<ExecutionBoard>();
        services.AddSingleton<SlotGate>();
        services.AddSingleton<ReportWriter>();
        services.AddSingleton<OrderEntry>();
        services.AddSingleton<SecondLook>();
        services.AddSingleton<IExecutionRunner, ExecutionRunner>();
        services.AddSingleton<ISlotDesk, SlotDesk>();
        services.AddHostedService<HandBack>();
        services.AddSingleton<ILastWords, LastHandBack>();
    }
}
