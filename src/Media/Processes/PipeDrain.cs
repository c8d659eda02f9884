using System.Buffers;
using System.Runtime.ExceptionServices;
using CliWrap;

namespace Transcoder.Media.Processes;

/// <summary>Reads one of a program's outputs to its end, so that the program never blocks for ever on a full pipe.</summary>
/// <param name="sink">Gets the output.</param>
/// <param name="failed">Called when the sink threw; reading goes on, giving does not.</param>
/// <param name="gone">The program has ended: what it wrote is read to the end, but somebody may still hold the pipe open.</param>
internal sealed class PipeDrain(IOutputSink sink, Action failed, CancellationToken gone) : PipeTarget
{
    private const int BufferBytes = 32 * 1024;

    // After the group is gone the pipes end at once, unless something that left the group holds them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private ExceptionDispatchInfo? _failure;

    public void ThrowIfFailed() => _failure?.Throw();

    public override async Task CopyFromAsync(Stream source, CancellationToken cancellationToken = default)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await ReadAsync(source, bytes).ConfigureAwait(false) is > 0 and var count)
            {
                await GuardAsync(() => sink.TakeAsync(bytes.AsMemory(0, count))).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Only something that left its group keeps the pipe open, and its words are nobody's.
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

    // The patience is with each read and not with all of them: a sink may take long for what is there.
    private async ValueTask<int> ReadAsync(Stream source, Memory<byte> bytes)
    {
        using var silent = new CancellationTokenSource();
        using var ended = gone.Register(() => silent.CancelAfter(Patience));
        return await source.ReadAsync(bytes, silent.Token).ConfigureAwait(false);
    }

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
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            failed();
        }
    }
}
