using System.Globalization;
using Transcoder.Coordinator.Testing;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.FarmKit;

/// <summary><c>transcoder up</c> on a folder of its own, started again and again; without a broker.</summary>
public sealed class EmbeddedFarm : IAsyncDisposable
{
    private readonly TempTree _tree = new();
    private readonly string _url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}");
    private readonly IReadOnlyList<string> _settings;
    private TranscoderProcess? _running;

    /// <param name="settings">As a user writes them.</param>
    public EmbeddedFarm(params IReadOnlyList<string> settings)
    {
        _settings = settings;
        Storage = new FarmStorage(_tree.At("farm"));
        Api = new FarmApi(_url, State);
    }

    /// <summary>Of its API.</summary>
    public string Url => _url;

    public FarmStorage Storage { get; }

    public FarmApi Api { get; }

    /// <summary>Of its processes, added to the tests' own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>A program with its arguments that becomes the farm; none where it is empty.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Makes a folder beside the storage.</summary>
    public string Folder(string name) => _tree.Folder(name);

    /// <summary>Of the farm's private folder, where database and encoder have theirs.</summary>
    public string Private => Storage.At(".transcoder");

    /// <summary>Makes the smallest film there is.</summary>
    public async Task<string> MakeFilmAsync() => File.Exists(_tree.At("film.mkv")) ? _tree.At("film.mkv") : await Clips.MakeAsync(
        _tree.At("film.mkv"), Farm.SmallFilm, TestContext.Current.CancellationToken);

    public TranscoderProcess Start(params IEnumerable<string> settings) => _running = new TranscoderProcess(
        _tree.Root, Environment, ["up", "--root", Storage.Root, "--urls", _url, "--Ingest:QuietPeriod=00:00:01", .. _settings, .. settings],
        before: Before);

    /// <summary>Starts it so that it kills itself at a point, and waits until it has.</summary>
    /// <param name="point">Where it dies.</param>
    /// <param name="meanwhile">Done once it answers; null leaves it alone.</param>
    public async Task DieAsync(CrashPoint point, Func<Task>? meanwhile = null)
    {
        var doomed = Start(Crashes.At(point));
        if (meanwhile is not null)
        {
            await Api.ReadyAsync();
            await meanwhile();
        }

        await doomed.DiesAtAsync(point, State);
        await KillAsync();
    }

    /// <summary>Deletes the database of a farm that does not run.</summary>
    public void LoseDatabase()
    {
        foreach (var file in Directory.GetFiles(Private, "transcoder.db*"))
        {
            File.Delete(file);
        }
    }

    /// <summary>Kills what runs, and proves that nothing of it is left.</summary>
    public async Task KillAsync()
    {
        await _running!.DisposeAsync();
        _running = null;
    }

    public string State() => string.Join('\n', _tree.Entries().Concat(_running?.Output ?? []).Concat(_running?.Errors ?? []));

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running)
        {
            await running.DisposeAsync();
        }

        Api.Dispose();
        _tree.Dispose();
    }
}
