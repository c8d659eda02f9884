namespace Transcoder.Coordinator.Ingest;

/// <summary>What a look at <c>incoming/</c> left aside: all are counted, the first few are named.</summary>
internal sealed class IgnoredFiles
{
    private const int Named = 20;
    private const int Explained = 1000;
    private readonly List<string> _names = new(Named);
    private readonly Dictionary<string, string> _odd = [];

    public long Count { get; private set; }

    public IReadOnlyList<string> Names => _names;

    /// <summary>Of what looks like a film and is none the first, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Odd => _odd;

    public void Add(string relative)
    {
        Count++;
        if (_names.Count < Named)
        {
            _names.Add(relative);
        }
    }

    /// <param name="relative">Looks like a film, or like a folder of films.</param>
    /// <param name="why">What follows the name in a sentence.</param>
    public void Add(string relative, string why)
    {
        Add(relative);
        if (_odd.Count < Explained)
        {
            _odd[relative] = why;
        }
    }
}
