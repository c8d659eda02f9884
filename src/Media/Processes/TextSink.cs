using System.Buffers;
using System.Text;

namespace Transcoder.Media.Processes;

/// <summary>Reads output as UTF-8.</summary>
internal abstract class TextSink : IOutputSink
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public ValueTask TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        var characters = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        try
        {
            Take(characters.AsSpan(0, _decoder.GetChars(bytes.Span, characters, flush: false)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }

        return ValueTask.CompletedTask;
    }

    public abstract void Finish();

    protected abstract void Take(ReadOnlySpan<char> text);
}
