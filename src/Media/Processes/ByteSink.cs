namespace Transcoder.Media.Processes;

/// <summary>Gives output on as it comes.</summary>
internal sealed class ByteSink(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> take) : IOutputSink
{
    public ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken abandoned) => take(bytes, abandoned);

    public void Finish()
    {
    }
}
