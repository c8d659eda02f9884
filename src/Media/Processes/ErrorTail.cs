namespace Transcoder.Media.Processes;

/// <summary>Keeps the last lines of standard error, however much comes.</summary>
internal sealed class ErrorTail
{
    public const int Lines = 40;
    public const int Characters = 2000;

    private readonly Queue<string> _lines = new(Lines);

    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        if (_lines.Count == Lines)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line);
    }

    public IReadOnlyList<string> ToList() => [.. _lines];
}
