using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text;
using CliWrap;

namespace Transcoder.Media.Processes;

/// <summary>Reads one of a program's outputs to its end as UTF-8, so that the program never blocks on a full pipe.</summary>
/// <param name="take">Gets the characters, in order.</param>
/// <param name="finish">Called after the last ones.</param>
/// <param name="failed">Called when one of the two threw; reading goes on, taking does not.</param>
/// <param name="abandoned">Ends the reading although somebody still holds the pipe open.</param>
internal sealed class PipeDrain(
    Action<ReadOnlySpan<char>> take, Action finish, Action failed, CancellationToken abandoned) : PipeTarget
{
    private const int BufferBytes = 32 * 1024;

    private ExceptionDispatchInfo? _failure;

    public void ThrowIfFailed() => _failure?.Throw();

    public override async Task CopyFromAsync(Stream source, CancellationToken cancellationToken = default)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var characters = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        var decoder = Encoding.UTF8.GetDecoder();
        try
        {
            while (await source.ReadAsync(bytes, abandoned).ConfigureAwait(false) is > 0 and var count)
            {
                Guarded(() => take(characters.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false))));
            }
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // The program has ended; only something that left its group keeps the pipe open, and its words are nobody's.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(characters);
        }

        Guarded(finish);
    }

    private void Guarded(Action action)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            action();
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            failed();
        }
    }
}
