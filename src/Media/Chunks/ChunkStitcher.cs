using System.Globalization;
using System.Text;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Chunks;

/// <summary>Makes one film of encoded pieces, without encoding anything again.</summary>
public sealed class ChunkStitcher(ToolRunner runner)
{
    private readonly OpusLead _lead = new(runner);

    /// <param name="stitch">Files of this machine; only the destination is written.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>How ffmpeg ended. Like any of its results, this one is good only when it also said nothing.</returns>
    /// <exception cref="ToolMissingException">There is no ffmpeg or ffprobe.</exception>
    public async Task<ToolResult> StitchAsync(ChunkStitch stitch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stitch);
        var tracksStart = TimeSpan.Zero;
        if (stitch.Tracks is { } tracks)
        {
            var header = await new FfprobeClient(runner).ProbeAsync(tracks, cancellationToken).ConfigureAwait(false);
            if (header is not ProbeOutcome.Probed { Probe: var probe })
            {
                return new ToolResult { ExitCode = 1, ErrorTail = ["The tracks cannot be read.", .. ((ProbeOutcome.Unreadable)header).ErrorTail] };
            }

            tracksStart = probe.Start ?? TimeSpan.Zero;
        }

        var copied = stitch.Streams.Select((stream, index) => (index + 1, stitch.Tracks is null ? stream.SourceStream : index));
        var lead = await _lead.OfCopiesAsync(stitch.Format, stitch.Tracks ?? stitch.Source, [.. copied], cancellationToken).ConfigureAwait(false);
        var complaints = new Complaints();
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments = lead.Of(Arguments(stitch, tracksStart), stitch.Tracks ?? stitch.Source, stitch.Destination),
            Confinement = Files(stitch),
            Input = Encoding.UTF8.GetBytes(List(stitch.Chunks)),
            ErrorLine = complaints.Add,
        };
        var ended = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return ended is { Succeeded: true, ErrorEmpty: false } && complaints.AreAmong(await OfOpeningAsync(stitch.Source, cancellationToken).ConfigureAwait(false))
            ? ended with { ErrorTail = [] }
            : ended;
    }

    // Of a film that begins anywhere ffmpeg complains already when it looks what is in there.
    private async Task<Complaints> OfOpeningAsync(string source, CancellationToken cancellationToken)
    {
        var complaints = new Complaints();
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments = [.. Complaints.Each, "-nostdin", .. FfmpegPath.Input(source), "-f", "ffmetadata", "pipe:1"],
            Confinement = Confinement.To(source),
            ErrorLine = complaints.Add,
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return complaints;
    }

    /// <summary>Folders of pieces as a whole: a sandbox with some thousand files takes long to make.</summary>
    internal static Confinement Files(ChunkStitch stitch)
    {
        // What lies beside the result is seen there, and must not hide that it may be written.
        var folders = stitch.Chunks.Select(chunk => Path.GetDirectoryName(chunk.Path)!).Distinct()
            .Where(folder => folder != Path.GetDirectoryName(stitch.Destination));
        return new Confinement
        {
            Reads = [.. folders, stitch.Source, .. stitch.Tracks is { } sound ? (string[])[sound] : []],
            Writes = stitch.Destination,
        };
    }

    /// <summary>What the concat demuxer reads. Without durations each piece would begin where the last frame before it is guessed to end.</summary>
    internal static string List(IReadOnlyList<(string Path, long BeginMicroseconds)> chunks)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        foreach (var (index, (path, begin)) in chunks.Index())
        {
            list.Append(CultureInfo.InvariantCulture, $"file '{FfmpegPath.Of(path).Replace("'", "'\\''", StringComparison.Ordinal)}'\n");
            if (index + 1 < chunks.Count)
            {
                list.Append(CultureInfo.InvariantCulture, $"duration {(chunks[index + 1].BeginMicroseconds - begin) / 1e6m:0.000000}\n");
            }
        }

        return list.ToString();
    }

    /// <summary>The command line, by value.</summary>
    /// <param name="stitch">What is stitched.</param>
    /// <param name="tracksStart">When the tracks begin, as their file has it.</param>
    internal static IReadOnlyList<string> Arguments(ChunkStitch stitch, TimeSpan tracksStart)
    {
        var source = stitch.Tracks is null ? 1 : 2;
        return
        [
            // ffmpeg moves each input to where it begins with zero: the offsets put them back beside each other.
            .. Complaints.Each, "-nostdin", "-y",
            // Of a list that comes through a pipe ffmpeg 5.1 takes so many packets each 10 ms, and sleeps in between.
            "-itsoffset", Seconds(stitch.PictureOffset), .. InputGuard.Pieces, "-thread_queue_size", "256", "-f", "concat", "-safe", "0", "-i", "pipe:0",
            .. stitch.Tracks is { } tracks ? ["-itsoffset", Seconds(tracksStart - StitchClock.TracksOffset(stitch.Format)), .. FfmpegPath.Input(tracks)] : Array.Empty<string>(),
            .. FfmpegPath.Input(stitch.Source),
            "-map", "0:v:0", .. stitch.Streams.SelectMany((stream, index) => (string[])["-map", $"1:{Text(stitch.Tracks is null ? stream.SourceStream : index)}"]),
            "-map_metadata", Text(source), "-map_chapters", Text(source),
            .. StreamTags(stitch, source),
            "-c", "copy",
            .. stitch.Streams.SelectMany((stream, index) => stream.Disposition is { } marks ? (string[])[$"-disposition:{Text(index + 1)}", marks] : []),
            "-max_muxing_queue_size", "9999",
            .. stitch.Format == "mp4" ? ["-movflags", "+faststart", "-video_track_timescale", "90000"] : Array.Empty<string>(),
            "-f", stitch.Format, FfmpegPath.Of(stitch.Destination),
            .. stitch.Tracks is null && stitch.Streams.Count > 0 ? StitchClock.FromFilmsStart(1, stitch.PictureStream) : [],
        ];
    }

    // The pieces do not know the picture's tags, and whoever asks for one stream's must ask for all.
    private static IEnumerable<string> StreamTags(ChunkStitch stitch, int source)
    {
        var others = stitch.Streams.Select((stream, index) => stitch.Tracks is null ? (source, stream.SourceStream) : (1, index));
        return others.Prepend((source, stitch.PictureStream))
            .SelectMany((from, index) => (string[])[$"-map_metadata:s:{Text(index)}", $"{Text(from.Item1)}:s:{Text(from.Item2)}"]);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
