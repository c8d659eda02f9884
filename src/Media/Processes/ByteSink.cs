namespace Transcoder.Media.Processes;

/// <summary>Gives output on as it comes.</summary>
internal sealed class ByteSink(Func<ReadOnlyMemory<byte>, ValueTask> take) : IOutputSink
{
    public ValueTask TakeAsync(ReadOnlyMemory<byte> bytes) => take(bytes);

    public void Finish()
    {
    }
}
