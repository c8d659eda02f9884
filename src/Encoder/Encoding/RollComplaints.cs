using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Encoding;

/// <summary>
/// Decodes what a cut holds before its piece. The first pictures there lean on ones that were left behind, and ffmpeg complains of that though nothing
/// is wrong with the film.
/// </summary>
internal sealed class RollComplaints(ToolRunner tools)
{
    /// <param name="cut">Absolute path.</param>
    /// <param name="start">Time stamp of the piece's first frame, in milliseconds.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    public async Task<Complaints> ReadAsync(string cut, long start, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var (complaints, frames) = (new Complaints(), 0);
        await tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",

                // One thread, since more would decode beyond the end.
                Arguments =
                [
                    "-v", "repeat+error", "-nostdin", "-threads", "1", .. FfmpegArguments.CutInput, .. FfmpegPath.Input(cut), "-map", "0:0",
                    "-vf", string.Create(CultureInfo.InvariantCulture, $"trim=end_pts={start}"), "-fps_mode", "passthrough", "-enc_time_base:v", "-1",
                    "-f", "framecrc", "pipe:1",
                ],
                Confinement = Confinement.To(cut),
                ErrorLine = complaints.Add,
                OutputLine = line => frames += line.StartsWith('#') ? 0 : 1,
                IdleLimit = idleLimit,
            },
            cancellationToken);

        // Where the cut begins with its piece, what it complains of is the piece's.
        return frames > 0 ? complaints : new Complaints();
    }
}
