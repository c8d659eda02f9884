using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Chaos.Tests.Films;

/// <summary>Decodes a file and reads its pictures.</summary>
/// <param name="tools">Runs ffmpeg.</param>
/// <param name="scratch">A folder for decoded pictures, which are deleted again.</param>
internal sealed class FilmReader(ToolRunner tools, string scratch)
{
    /// <param name="path">Absolute.</param>
    public async Task<FilmReading> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var decoded = Path.Combine(scratch, $"{Guid.NewGuid():n}.yuv");
        var result = await tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments =
                [
                    "-v", "error", "-nostdin", "-y", "-xerror", "-err_detect", "explode", .. FfmpegPath.Input(path), "-map", "0:v:0",
                    .. PictureTimes.Kept, "-pix_fmt", "yuv420p", "-f", "rawvideo", FfmpegPath.Of(decoded),
                ],
            },
            cancellationToken);
        var complaint = result is { Succeeded: true, ErrorEmpty: true } ? null
            : string.Join(" / ", result.ErrorTail.DefaultIfEmpty($"exit code {result.ExitCode}"));
        var pictures = File.Exists(decoded) ? await File.ReadAllBytesAsync(decoded, cancellationToken) : [];
        File.Delete(decoded);
        return Read(complaint, pictures);
    }

    /// <param name="complaint">As in <see cref="FilmReading"/>.</param>
    /// <param name="pictures">All of them, one after the other.</param>
    internal static FilmReading Read(string? complaint, ReadOnlySpan<byte> pictures)
    {
        var frames = new List<FrameMark?>();
        var worst = double.PositiveInfinity;
        for (; pictures.Length >= FilmPicture.Bytes; pictures = pictures[FilmPicture.Bytes..])
        {
            var picture = pictures[..FilmPicture.Bytes];
            var mark = FilmPicture.Read(picture);
            frames.Add(mark);
            worst = mark is { } known ? Math.Min(worst, FilmPicture.Decibels(known, picture)) : worst;
        }

        return new FilmReading(complaint, frames, worst);
    }
}
