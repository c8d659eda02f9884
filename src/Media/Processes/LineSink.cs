namespace Transcoder.Media.Processes;

/// <summary>Gives output to the request's callback line by line, or drops it.</summary>
internal sealed class LineSink(Action<string>? take) : IOutputSink
{
    private const int LongestLine = 64 * 1024;

    private readonly LineSplitter? _lines = take is null ? null : new LineSplitter(LongestLine, carriageReturnEnds: false, take);

    public void Take(ReadOnlySpan<char> text) => _lines?.Feed(text);

    public void Finish() => _lines?.Finish();
}
