using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Decodes a whole file to nothing. It costs a third to a thirtieth of an encode, on all cores.</summary>
public sealed class DecodeCheck(ToolRunner runner)
{
    /// <summary>Decodes all video, and sound where asked, once, stopping at the first error. Attached pictures and subtitles are not looked at.</summary>
    /// <param name="path">A file on this machine.</param>
    /// <param name="sound">Whether sound is decoded, too.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<DecodeOutcome> RunAsync(string path, bool sound, CancellationToken cancellationToken)
    {
        var progress = new ProgressParser();
        long frames = 0;
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-xerror", "-err_detect", "explode", "-noautorotate", .. FfmpegPath.Input(path),
                "-map", "0:V?", .. sound ? (string[])["-map", "0:a?"] : [],

                // Pictures whose times fall on each other are an error.
                .. PictureTimes.Kept, "-progress", "pipe:1", "-nostats", "-f", "null", "-",
            ],
            Confinement = Confinement.To(path),
            OutputLine = line => frames = progress.Feed(line)?.Frames ?? frames,
        };
        var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return new DecodeOutcome(result.Succeeded && result.ErrorEmpty, frames, result.ErrorTail);
    }
}
