namespace Transcoder.Media.Processes;

/// <summary>Gives output on line by line.</summary>
internal sealed class LineSink(LineSplitter lines) : TextSink
{
    private const int LongestLine = 64 * 1024;

    /// <param name="take">Null drops the output.</param>
    public LineSink(Action<string>? take)
        : this(new LineSplitter(LongestLine, carriageReturnEnds: false, take ?? (_ => { })))
    {
    }

    public override void Finish() => lines.Finish();

    protected override void Take(ReadOnlySpan<char> text) => lines.Feed(text);
}
