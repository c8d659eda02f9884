using System.Globalization;
using System.Text.RegularExpressions;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;

namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// Opus begins with a few milliseconds that are not heard, and Matroska counts them in the packets' times. The muxer of ffmpeg 5.1 forgets that, so
/// each copy would make the sound earlier by as much; that of 7.1 does not.
/// </summary>
public sealed partial class OpusLead(ToolRunner runner)
{
    private const string Mp4 = "mp4";
    private const string Later = "asetpts=PTS+0.0065/TB";
    private const double SamplesPerMillisecond = 48;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Offset = TimeSpan.FromSeconds(1);

    private bool? _helps;

    /// <summary>A filter before libopus that leaves the sound where it is; null where it is there already.</summary>
    /// <param name="format">ffmpeg's name of the result's container.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<string?> FilterAsync(string format, CancellationToken cancellationToken) =>
        format != Mp4 && (_helps ??= await HelpsAsync(cancellationToken).ConfigureAwait(false)) == true ? Later : null;

    /// <param name="format">As above.</param>
    /// <param name="source">The file that is copied from.</param>
    /// <param name="copied">Streams that may be Opus: where in the result, and where in the source.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg or ffprobe.</exception>
    public async Task<OpusCopies> OfCopiesAsync(
        string format, string source, IReadOnlyList<(int Place, int Stream)> copied, CancellationToken cancellationToken)
    {
        if (copied.Count == 0 || format == Mp4)
        {
            return OpusCopies.None;
        }

        var leads = await LeadsAsync(source, cancellationToken).ConfigureAwait(false);
        var opus = copied.Where(track => leads.ContainsKey(track.Stream)).Select(track => (track.Place, track.Stream, Lead: leads[track.Stream])).ToList();
        return opus.Count == 0 || await FilterAsync(format, cancellationToken).ConfigureAwait(false) is null ? OpusCopies.None : new OpusCopies(
            [
                .. opus.Where(track => track.Lead.Milliseconds).SelectMany(track => (string[])
                [
                    string.Create(CultureInfo.InvariantCulture, $"-bsf:{track.Place}"),
                    string.Create(CultureInfo.InvariantCulture, $"setts=ts=TS+{Milliseconds(track.Lead.Samples)}"),
                ]),
            ],
            [
                .. opus.Where(track => !track.Lead.Milliseconds)
                    .Select(track => (track.Place, track.Stream, TimeSpan.FromMilliseconds(track.Lead.Samples / SamplesPerMillisecond))),
            ]);
    }

    // Rounded as the reader does.
    private static double Milliseconds(int samples) => Math.Round(samples / SamplesPerMillisecond, MidpointRounding.AwayFromZero);

    /// <summary>Sees what this ffmpeg makes of sound that is to begin at <see cref="Offset"/>; null when it makes nothing.</summary>
    private async Task<bool?> HelpsAsync(CancellationToken cancellationToken)
    {
        TimeSpan? first = null;
        var matroska = new MatroskaReader((_, start, _, _) => first ??= start);
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "0.1", "-c:a", "libopus", "-af", Later,
                "-output_ts_offset", Offset.TotalSeconds.ToString(CultureInfo.InvariantCulture), "-f", "matroska", "pipe:1",
            ],
            Confinement = new Confinement(),
            Limit = Limit,
        };
        var ended = await runner.StreamAsync(
            request,
            bytes =>
            {
                matroska.Add(bytes.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return ended.Succeeded ? first == Offset : null;
    }

    // In other units than Matroska's the filter of ffmpeg 5.1 is not sure whether it sees the source's or the result's: such a source is read twice.
    private async Task<Dictionary<int, (int Samples, bool Milliseconds)>> LeadsAsync(string source, CancellationToken cancellationToken)
    {
        var leads = new Dictionary<int, (int, bool)>();
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments = ["-v", "error", "-select_streams", "a", "-show_entries", "stream=index,time_base,extradata", "-show_data", "-of", "compact", .. FfmpegPath.Input(source)],
            Confinement = Confinement.To(source),
            OutputLine = line =>
            {
                if (Header().Match(line) is { Success: true, Groups: [_, var stream, var unit, var low, var high] }
                    && (Hex(high) << 8) + Hex(low) is > 0 and var samples)
                {
                    leads[int.Parse(stream.Value, CultureInfo.InvariantCulture)] = (samples, unit.Value == "1/1000");
                }
            },
            Limit = Limit,
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return leads;
    }

    private static int Hex(Group digits) => int.Parse(digits.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // "OpusHead", version, channels, samples.
    [GeneratedRegex(@"^stream\|index=(\d+)\|time_base=([0-9/]+)\|.*: 4f70 7573 4865 6164 [0-9a-f]{4} ([0-9a-f]{2})([0-9a-f]{2})")]
    private static partial Regex Header();
}
