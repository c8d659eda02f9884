using System.Globalization;
using Transcoder.Chaos.Tests.Films;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Chaos.Tests.Farms;

/// <summary>A farm of processes with a broker and an SSH server of its own, in which everything may be broken.</summary>
internal sealed class ChaosFarm : IAsyncDisposable
{
    private static readonly string[] Names = ["alpha", "beta", "gamma", "delta"];

    // Short enough that a run of a minute sees them pass; all else is as users have it.
    private static readonly string[] CoordinatorSettings =
    [
        "--Dispatch:Lease=00:00:20", "--Dispatch:LostOrderCheck=00:00:10", "--Commit:SweepAge=00:02:00", "--Ingest:RescanInterval=00:00:10",
        "--Chunking:TargetLength=00:00:03", "--Chunking:MinimumLength=00:00:01", "--Profiles:h264:Preset=ultrafast", "--Profiles:hevc:Preset=ultrafast",
    ];

    private static readonly string[] EncoderSettings = ["--Encoder:ProbeInterval=00:00:03", "--Encoder:StallLimit=00:00:15", "--Encoder:MinimumFreeBytes=1048576"];

    private static readonly string[] LogSettings =
    [
        "--Logging:Console:FormatterName=simple", "--Logging:Console:FormatterOptions:SingleLine=true",
        "--Logging:Console:FormatterOptions:TimestampFormat=HH:mm:ss.fff ", "--Logging:Console:FormatterOptions:UseUtcTimestamp=true",
    ];

    private readonly SemaphoreSlim _brokerGate = new(1);

    // Room for the films of its two slots, many times.
    private const long CrampedBytes = 1L << 26;

    private ChaosFarm(NetworkCable cable, LocalBroker broker, Farm farm, StorageDisk disk, Mount cramped)
    {
        (Cable, Broker, Farm, Disk, Cramped) = (cable, broker, farm, disk, cramped);
        Coordinator = new Post("coordinator", farm, () => farm.Coordinator([.. CoordinatorSettings, .. LogSettings]));
        Ffmpegs = [.. Names.Select(name => new FfmpegDouble(farm.Tree.Folder("bin", name), OtherFilm))];
        Encoders = [.. Enumerable.Range(0, Names.Length).Select(index => new Post(Names[index], farm, () => StartEncoder(index)))];
    }

    /// <summary>Between the farm and <see cref="ChaosPlan.DistantEncoder"/>.</summary>
    public NetworkCable Cable { get; }

    public LocalBroker Broker { get; }

    public Farm Farm { get; }

    /// <summary>Holds the storage.</summary>
    public StorageDisk Disk { get; }

    /// <summary>Holds the work directory of <see cref="ChaosPlan.CrampedEncoder"/>.</summary>
    public Mount Cramped { get; }

    public Post Coordinator { get; }

    /// <summary>What a wrong ffmpeg writes: shorter than any film that is dropped.</summary>
    public static ClipShape OtherFilm { get; } = new()
    {
        Width = FilmPicture.Width,
        Height = FilmPicture.Height,
        Rate = Film.Rate.ToString(CultureInfo.InvariantCulture),
        Frames = Film.FewestFrames - 5,
    };

    /// <summary>As many as <see cref="ChaosPlan.Encoders"/>.</summary>
    public IReadOnlyList<Post> Encoders { get; }

    /// <summary>Of each encoder.</summary>
    public IReadOnlyList<FfmpegDouble> Ffmpegs { get; }

    /// <summary>What the programs did that nobody made them do.</summary>
    public IReadOnlyList<string> Surprises => [.. Encoders.Prepend(Coordinator).SelectMany(post => post.Surprises), .. Disk.Surprises];

    /// <summary>Work directories of all encoders.</summary>
    public IReadOnlyList<string> EncoderFolders => [.. Names.Select(Farm.WorkOf)];

    /// <param name="logs">An existing folder, for the log of every process.</param>
    public static async Task<ChaosFarm> StartAsync(string logs, CancellationToken cancellationToken)
    {
        var cable = await NetworkCable.LayAsync();
        LocalBroker? broker = null;
        try
        {
            broker = await LocalBroker.RunAsync(cable.Near, cancellationToken);
            var farm = await Farm.StartAsync(broker, cable, logs);
            var disk = await StorageDisk.BringAsync(farm);
            return new ChaosFarm(cable, broker, farm, disk, await Mount.SmallDiskAsync(farm.WorkOf(Names[ChaosPlan.CrampedEncoder]), CrampedBytes));
        }
        catch
        {
            await (broker?.DisposeAsync() ?? default);
            await cable.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something to the broker while nothing else is done to it.</summary>
    public async Task WithBrokerAsync(Func<LocalBroker, Task> fault)
    {
        await _brokerGate.WaitAsync();
        try
        {
            await fault(Broker);
        }
        finally
        {
            _brokerGate.Release();
        }
    }

    /// <summary>Ends all programs in order, encoders first; the broker goes on.</summary>
    /// <returns>Messages that are left in any queue, by its name; signs of life do not count.</returns>
    public async Task<IReadOnlyDictionary<string, long>> EndAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Encoders.Select(encoder => encoder.EndAsync()));
        await Coordinator.EndAsync();
        return await MessagesAsync(cancellationToken);
    }

    /// <summary>Messages that wait or are held, by queue; empty queues and signs of life are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> MessagesAsync(CancellationToken cancellationToken) =>
        (await Farm.Host.QueuesAsync(cancellationToken)).Where(queue => queue.Name != Queues.Heartbeats && !queue.IsEmpty)
            .ToDictionary(queue => queue.Name, queue => queue.Ready + queue.Unacknowledged);

    /// <summary>Kills whatever still runs and removes all files but the logs.</summary>
    public async ValueTask DisposeAsync()
    {
        await Disk.DisposeAsync();
        await Cramped.DisposeAsync();
        try
        {
            await Farm.DisposeAsync();
        }
        catch (HttpRequestException)
        {
            // The broker was away, and with it goes what it should have deleted.
        }

        await Broker.DisposeAsync();
        await Cable.DisposeAsync();
        Coordinator.Dispose();
        foreach (var encoder in Encoders)
        {
            encoder.Dispose();
        }

        _brokerGate.Dispose();
    }

    private TranscoderProcess StartEncoder(int index)
    {
        var (name, environment, settings) = (Names[index], Ffmpegs[index].Environment, (string[])[.. EncoderSettings, .. LogSettings]);
        return index == ChaosPlan.DistantEncoder ? Farm.EncoderBeyond(Cable, name, environment, settings) : Farm.Encoder(name, environment, settings);
    }
}
