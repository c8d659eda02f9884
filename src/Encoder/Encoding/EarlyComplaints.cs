using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Encodes;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Encoding;

/// <summary>
/// Decodes the beginning of a file whose first pictures lean on ones that are missing. ffmpeg complains of that though nothing else is wrong.
/// </summary>
internal sealed class EarlyComplaints(ToolRunner tools)
{
    /// <summary>Of what a cut holds before its piece.</summary>
    /// <param name="cut">Absolute path.</param>
    /// <param name="start">Time stamp of the piece's first frame, in milliseconds.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public Task<Complaints> OfCutAsync(string cut, long start, TimeSpan idleLimit, CancellationToken cancellationToken) =>
        ReadAsync(cut, Picture(FfmpegArguments.CutInput, cut, 0, start), idleLimit, cancellationToken);

    /// <summary>Of a film that is cut off at its beginning: of its picture, and of the sound that is encoded.</summary>
    /// <param name="source">Absolute path.</param>
    /// <param name="settings">What was ordered of it.</param>
    /// <param name="beginning">That was found.</param>
    /// <param name="idleLimit">As for a cut.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public Task<Complaints> OfFilmAsync(
        string source, EncodeSettings settings, CutOffBeginning beginning, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var sound = settings.Streams.Where(stream => stream is { Kind: StreamKind.Audio, Codec: not StreamCodec.Copy }).Select(stream => stream.SourceStream);
        string[] heard = [.. sound.SelectMany(stream => (string[])["-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream}")])];
        string[] until = heard is [] ? [] : ["-af", string.Create(CultureInfo.InvariantCulture, $"atrim=end={beginning.EndTime.TotalSeconds:0.000}")];
        return ReadAsync(source, [.. Picture(["-copyts"], source, settings.Video.SourceStream, beginning.End), .. heard, .. until], idleLimit, cancellationToken);
    }

    // One thread, since more would decode beyond the end.
    private static IReadOnlyList<string> Picture(IReadOnlyList<string> input, string path, int stream, long end) =>
    [
        "-threads", "1", .. input, .. FfmpegPath.Input(path), "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream}"),
        "-vf", string.Create(CultureInfo.InvariantCulture, $"trim=end_pts={end}"), .. PictureTimes.Kept,
    ];

    private async Task<Complaints> ReadAsync(string path, IReadOnlyList<string> reading, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var (complaints, frames) = (new Complaints(), 0);
        await tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments = [.. Complaints.Each, "-nostdin", .. reading, "-f", "framecrc", "pipe:1"],
                Confinement = Confinement.To(path),
                ErrorLine = complaints.Add,
                OutputLine = line => frames += line.StartsWith("0,", StringComparison.Ordinal) ? 1 : 0,
                IdleLimit = idleLimit,
            },
            cancellationToken);

        // Where nothing is shown before, as in a cut that begins with its piece, what it complains of is not the beginning's.
        return frames > 0 ? complaints : new Complaints();
    }
}
