using System.Buffers;
using System.Runtime.ExceptionServices;
using CliWrap;

namespace Transcoder.Media.Processes;

/// <summary>Reads one of a program's outputs to its end, so that the program never blocks for ever on a full pipe.</summary>
/// <param name="sink">Gets the output.</param>
/// <param name="failed">Called when the sink threw; reading goes on, giving does not.</param>
/// <param name="abandoned">Ends the reading although somebody still holds the pipe open.</param>
internal sealed class PipeDrain(IOutputSink sink, Action failed, CancellationToken abandoned) : PipeTarget
{
    private const int BufferBytes = 32 * 1024;

    private ExceptionDispatchInfo? _failure;

    public void ThrowIfFailed() => _failure?.Throw();

    public override async Task CopyFromAsync(Stream source, CancellationToken cancellationToken = default)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await source.ReadAsync(bytes, abandoned).ConfigureAwait(false) is > 0 and var count)
            {
                await GiveAsync(bytes.AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // The program has ended; only something that left its group keeps the pipe open, and its words are nobody's.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        await GuardAsync(() =>
        {
            sink.Finish();
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
    }

    private ValueTask GiveAsync(ReadOnlyMemory<byte> bytes) => GuardAsync(() => sink.TakeAsync(bytes, abandoned));

    private async ValueTask GuardAsync(Func<ValueTask> action)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (!abandoned.IsCancellationRequested)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            failed();
        }
    }
}
