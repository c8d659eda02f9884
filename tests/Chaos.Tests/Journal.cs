using System.Globalization;
using Transcoder.Chaos.Tests.Films;
using Transcoder.Chaos.Tests.Plan;

namespace Transcoder.Chaos.Tests;

/// <summary>What was done to a farm, as it was done. Thread-safe.</summary>
internal sealed class Journal(TimeProvider time, Action<string> say)
{
    private readonly Lock _access = new();
    private readonly List<Inflicted> _faults = [];
    private readonly List<DroppedFilm> _films = [];

    public IReadOnlyList<Inflicted> Faults
    {
        get
        {
            lock (_access)
            {
                return [.. _faults];
            }
        }
    }

    public IReadOnlyList<DroppedFilm> Films
    {
        get
        {
            lock (_access)
            {
                return [.. _films];
            }
        }
    }

    public DateTimeOffset Now => time.GetUtcNow();

    public void Add(Inflicted fault)
    {
        lock (_access)
        {
            _faults.Add(fault);
        }
    }

    public void Add(Film film, string sha256)
    {
        lock (_access)
        {
            _films.Add(new DroppedFilm(film, sha256));
        }
    }

    /// <summary>Writes one line with the time.</summary>
    public void Say(string text) => say(string.Create(CultureInfo.InvariantCulture, $"{Now:HH:mm:ss.fff} {text}"));
}
