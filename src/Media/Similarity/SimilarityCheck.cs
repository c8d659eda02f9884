using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Decodes the picture of a result, and that of its source beside it, and compares them picture by picture. It costs two decodes, on all cores.
/// </summary>
public sealed class SimilarityCheck(ToolRunner runner)
{
    // Two decoders share the cores. Threads of filters cost more than they do on pictures that get this small: a quarter of all (ffmpeg 5.1).
    private static readonly string[] Threads =
        ["-filter_threads", "1", "-threads", Math.Max(1, Environment.ProcessorCount / 2).ToString(CultureInfo.InvariantCulture)];

    /// <summary>Stops at the first error in the result, and at the end of the shorter film. Errors in the source are not looked at.</summary>
    /// <param name="result">A file on this machine; its main video is looked at.</param>
    /// <param name="source">A file on this machine.</param>
    /// <param name="sourceStream">Index of the stream that was encoded.</param>
    /// <param name="input">ffmpeg's options for reading the source, as it was read for encoding.</param>
    /// <param name="filters">ffmpeg's, through which the source's pictures went before they were encoded.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills both.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SimilarityOutcome> RunAsync(
        string result, string source, int sourceStream, IReadOnlyList<string> input, IReadOnlyList<string> filters, TimeSpan idleLimit,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (shown, original) = (new ThumbnailStream(runner), new ThumbnailStream(runner));
        var decoding = shown.RunAsync(
            [
                "-v", "error", "-nostdin", "-xerror", "-err_detect", "explode", .. Threads, .. FfmpegPath.Input(result),
                "-map", "0:V:0", .. ThumbnailStream.Output([]),
            ],
            idleLimit, stop.Token);
        var reading = original.RunAsync(
            [
                "-v", "error", "-nostdin", .. Threads, .. input, .. FfmpegPath.Input(source),
                "-map", string.Create(CultureInfo.InvariantCulture, $"0:{sourceStream}"), .. ThumbnailStream.Output(filters),
            ],
            idleLimit, stop.Token);
        var rule = new SimilarityRule();
        var (frames, sourceFrames) = await CompareAsync(shown, original, rule, stop).ConfigureAwait(false);
        var decoded = await EndedAsync(decoding, stop.Token).ConfigureAwait(false);
        var read = await EndedAsync(reading, stop.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new SimilarityOutcome
        {
            Clean = decoded is null or { Succeeded: true, ErrorEmpty: true },
            Frames = frames,
            SourceFrames = sourceFrames,
            Difference = rule.Judge(),
            ErrorTail = decoded?.ErrorTail ?? [],
            SourceErrorTail = read?.ErrorTail ?? [],
        };
    }

    private static async Task<(long Frames, long SourceFrames)> CompareAsync(
        ThumbnailStream shown, ThumbnailStream original, SimilarityRule rule, CancellationTokenSource stop)
    {
        var (frames, sourceFrames) = (0L, 0L);
        while (true)
        {
            var (picture, other) = (await shown.NextAsync().ConfigureAwait(false), await original.NextAsync().ConfigureAwait(false));
            if (picture is null && other is null)
            {
                return (frames, sourceFrames);
            }

            frames += picture is null ? 0 : 1;
            sourceFrames += other is null ? 0 : 1;
            if (picture is not null && other is not null)
            {
                rule.Add(picture, other);
            }
            else
            {
                // One is longer, which is all there is to know. What it has sent already is still to be read.
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    /// <returns>Null when it was stopped because the other film was shorter.</returns>
    private static async Task<ToolResult?> EndedAsync(Task<ToolResult> run, CancellationToken stopped)
    {
        try
        {
            return await run.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return null;
        }
    }
}
