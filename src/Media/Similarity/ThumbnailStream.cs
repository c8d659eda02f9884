using System.Threading.Channels;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>One film's pictures as thumbnails, made by an ffmpeg that waits for whoever reads them. Used once.</summary>
internal sealed class ThumbnailStream(ToolRunner runner)
{
    // The two films that are compared do not keep step by themselves.
    private const int Ahead = 32;

    private readonly Channel<byte[]> _pictures = Channel.CreateBounded<byte[]>(Ahead);
    private byte[] _next = new byte[Thumbnail.Bytes];
    private int _filled;

    /// <summary>ffmpeg's arguments for an output to <see cref="RunAsync"/>; the streams are mapped before them.</summary>
    /// <param name="filters">What comes before the pictures get small.</param>
    public static IReadOnlyList<string> Output(IReadOnlyList<string> filters) =>
    [
        "-vf", string.Join(',', [.. filters, $"scale={Thumbnail.Width}:{Thumbnail.Height}:flags=area", "format=gray"]),
        "-fps_mode", "passthrough", "-enc_time_base:v", "-1", "-f", "rawvideo", "pipe:1",
    ];

    /// <returns>The next picture; null after the last one.</returns>
    public async Task<byte[]?> NextAsync() =>
        await _pictures.Reader.WaitToReadAsync().ConfigureAwait(false) && _pictures.Reader.TryRead(out var picture) ? picture : null;

    /// <summary>Runs ffmpeg. Whoever calls it reads to the last picture, also after a cancellation.</summary>
    /// <param name="arguments">With <see cref="Output"/> in them.</param>
    /// <param name="idleLimit">ffmpeg is killed when it does nothing for so long.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public async Task<ToolResult> RunAsync(IReadOnlyList<string> arguments, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ToolRequest { Program = "ffmpeg", Arguments = arguments, IdleLimit = idleLimit };
            return await runner.StreamAsync(request, TakeAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _pictures.Writer.Complete();
        }
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var taken = bytes[..Math.Min(bytes.Length, Thumbnail.Bytes - _filled)];
            taken.CopyTo(_next.AsMemory(_filled));
            _filled += taken.Length;
            bytes = bytes[taken.Length..];
            if (_filled == Thumbnail.Bytes)
            {
                await _pictures.Writer.WriteAsync(_next, cancellationToken).ConfigureAwait(false);
                (_next, _filled) = (new byte[Thumbnail.Bytes], 0);
            }
        }
    }
}
