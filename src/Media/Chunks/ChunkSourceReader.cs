using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Chunks;

/// <summary>Reads a film's picture once, without decoding more than its first frames.</summary>
public sealed class ChunkSourceReader(ToolRunner runner)
{
    private const int MostLooks = 2000;

    /// <param name="path">A file on this machine; all of it is read.</param>
    /// <param name="stream">The index over all kinds.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    /// <returns>Null when the file, or this stream of it, cannot be read to its end.</returns>
    /// <exception cref="ToolMissingException">There is no ffprobe or ffmpeg.</exception>
    public async Task<ChunkSource?> ReadAsync(string path, int stream, CancellationToken cancellationToken)
    {
        var ffprobe = new FfprobeClient(runner);
        if (await ffprobe.ProbeAsync(path, cancellationToken).ConfigureAwait(false) is not ProbeOutcome.Probed { Probe: var probe }
            || probe.Streams.FirstOrDefault(found => found.Index == stream) is not { } picture)
        {
            return null;
        }

        var packets = new List<MediaPacket>();
        var (read, clocks) = await ffprobe.ReadPacketsAsync(path, stream, packets.Add, cancellationToken).ConfigureAwait(false);
        var timeBase = clocks.GetValueOrDefault(stream)?.TimeBase;
        return read.Succeeded
            ? new ChunkSource
            {
                Formats = probe.Formats,
                Start = probe.Start ?? TimeSpan.Zero,
                Picture = picture,
                TimeBase = timeBase ?? default,
                Packets = packets,
                Complaint = Complaint(probe.Formats, ToolWords.Without(read.ErrorTail, path)),
                FirstFrames = await FirstFramesAsync(path, stream, timeBase, cancellationToken).ConfigureAwait(false),
            }
            : null;
    }

    /// <summary>Looks at the keyframes at the beginnings of pieces, of one in so many where there are very many.</summary>
    /// <param name="path">As for <see cref="ReadAsync"/>.</param>
    /// <param name="stream">Likewise.</param>
    /// <param name="chunks">Planned for this file.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <returns>What the picture is there, each once: one for nearly every film.</returns>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public async Task<IReadOnlyList<StreamForm>> FormsAsync(string path, int stream, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        var step = 1 + (chunks.Count / MostLooks);
        var looks = chunks.Where(chunk => chunk.Index % step == 0).Select(chunk => (decimal?)((chunk.Start / 1000m) - CutClock.OffsetSeconds));
        return (await new StreamLooks(runner).ReadAsync(path, stream, looks, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(stream) ?? [];
    }

    /// <summary>Reads the packets that pieces begin with, and spares the cuts what lies before those that begin with an IDR picture.</summary>
    /// <param name="path">As for <see cref="ReadAsync"/>.</param>
    /// <param name="source">What that told.</param>
    /// <param name="chunks">Planned for this file.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <returns>The same pieces. Where ffprobe fails or finds another packet, the cut stays as it was.</returns>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public async Task<IReadOnlyList<Chunk>> FromIdrAsync(
        string path, ChunkSource source, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ChunkPlanner.FromIdr(source, chunks, await IdrAsync(path, source, chunks, cancellationToken).ConfigureAwait(false));
    }

    // Times in the source's ticks.
    private async Task<HashSet<long>> IdrAsync(string path, ChunkSource source, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        var found = new HashSet<long>();
        var clock = new CutClock(source.TimeBase);
        var looks = ChunkPlanner.IdrCandidates(source, chunks).Take(MostLooks).Select(clock.Seconds).ToList();
        if (looks.Count == 0)
        {
            return found;
        }

        var intervals = looks.Select(look => string.Create(CultureInfo.InvariantCulture, $"{look + 0.001:0.000000}%+#1"));
        await new PacketContents(runner).ReadAsync(
            path,
            source.Picture.Index,
            intervals,
            (pts, packet) =>
            {
                if (pts is { } shown && IdrPicture.Is(source.Picture.Codec, packet))
                {
                    found.Add(shown);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    // "[matroska,webm @ 0x55f0d76d8e00] File ended prematurely". What parsers and decoders say of broadcasts that begin anywhere means nothing.
    private static string? Complaint(IReadOnlyList<string> formats, IReadOnlyList<string> words)
    {
        var speaker = $"[{string.Join(',', formats)} @ ";
        return words.FirstOrDefault(line => line.StartsWith(speaker, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].Trim() : null;
    }

    private async Task<IReadOnlyList<long>> FirstFramesAsync(string path, int stream, Rational? timeBase, CancellationToken cancellationToken)
    {
        var times = new List<long>();
        if (timeBase is not { Numerator: > 0, Denominator: > 0 } ticks)
        {
            return times;
        }

        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-copyts", "-noautorotate", .. FfmpegPath.Input(path),
                "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream}"),
                "-frames:v", ChunkSource.FramesDecoded.ToString(CultureInfo.InvariantCulture), "-vf", "scale=16:16:flags=neighbor",
                .. PictureTimes.Kept, "-f", "framecrc", "pipe:1",
            ],
            Confinement = Confinement.To(path),
            OutputLine = line =>
            {
                // Stream, dts, pts, duration, size, checksum.
                if (line.Split(',') is ["0", _, var pts, ..])
                {
                    times.Add(PictureTimes.Ticks(long.Parse(pts, CultureInfo.InvariantCulture), ticks));
                }
            },
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return times;
    }
}
