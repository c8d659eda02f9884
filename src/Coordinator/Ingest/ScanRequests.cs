using System.Threading.Channels;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Which folders are to be looked through, from whoever notices it to the one who does it. Bounded: too many become "everything".</summary>
internal sealed class ScanRequests(TimeProvider time)
{
    private readonly Channel<string> _folders = Channel.CreateBounded<string>(1000);
    private readonly Channel<bool> _everything = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Folder(string absolute)
    {
        if (!_folders.Writer.TryWrite(absolute))
        {
            Everything();
        }
    }

    public void Everything() => _everything.Writer.TryWrite(true);

    /// <summary>Waits for a request, or for the limit.</summary>
    /// <returns>The folder; null for everything, which includes all folders asked for so far.</returns>
    public async Task<string?> NextAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (limit > TimeSpan.Zero)
        {
            await WaitAsync(limit, cancellationToken);
            if (!_everything.Reader.TryRead(out _) && _folders.Reader.TryRead(out var folder))
            {
                return folder;
            }
        }

        while (_folders.Reader.TryRead(out _))
        {
        }

        _everything.Reader.TryRead(out _);
        return null;
    }

    private async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] waits =
        [
            Task.Delay(limit, time, wait.Token),
            _everything.Reader.WaitToReadAsync(wait.Token).AsTask(),
            _folders.Reader.WaitToReadAsync(wait.Token).AsTask(),
        ];
        await Task.WhenAny(waits);
        await wait.CancelAsync();
        await Task.WhenAll(waits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
