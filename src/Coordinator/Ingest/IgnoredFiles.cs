namespace Transcoder.Coordinator.Ingest;

/// <summary>What a look at <c>incoming/</c> left aside: all are counted, the first few are named.</summary>
internal sealed class IgnoredFiles
{
    private const int Named = 20;
    private readonly List<string> _names = new(Named);

    public long Count { get; private set; }

    public IReadOnlyList<string> Names => _names;

    public void Add(string relative)
    {
        Count++;
        if (_names.Count < Named)
        {
            _names.Add(relative);
        }
    }
}
