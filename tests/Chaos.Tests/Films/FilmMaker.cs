using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Chaos.Tests.Films;

/// <summary>Makes films, good and bad.</summary>
internal sealed class FilmMaker(ToolRunner tools)
{
    private const int GarbageBytes = 20_000;

    /// <param name="film">What to make.</param>
    /// <param name="path">Absolute, in an existing folder.</param>
    public async Task MakeAsync(Film film, string path, CancellationToken cancellationToken)
    {
        switch (film.Kind)
        {
            case FilmKind.Good:
                await EncodeAsync(film, path, cancellationToken);
                break;
            case FilmKind.Truncated:
                await EncodeAsync(film, path, cancellationToken);
                using (var whole = new FileStream(path, FileMode.Open, FileAccess.Write))
                {
                    whole.SetLength(whole.Length * 6 / 10);
                }

                break;
            case FilmKind.Garbage:
                var bytes = new byte[GarbageBytes];
                new Random(film.Number).NextBytes(bytes);
                await File.WriteAllBytesAsync(path, bytes, cancellationToken);
                break;
            default:
                await File.WriteAllBytesAsync(path, [], cancellationToken);
                break;
        }
    }

    private async Task EncodeAsync(Film film, string path, CancellationToken cancellationToken)
    {
        byte[] pictures = [.. Enumerable.Range(0, film.Frames).SelectMany(frame => FilmPicture.Draw(new FrameMark(film.Number, frame)))];
        var result = await tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments =
                [
                    "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{FilmPicture.Width}x{FilmPicture.Height}",
                    "-r", Film.Rate.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "10",
                    "-g", Film.Rate.ToString(CultureInfo.InvariantCulture),
                    FfmpegPath.Of(path),
                ],
                Input = pictures,
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"ffmpeg ended with {result.ExitCode}: {string.Join(" / ", result.ErrorTail)}");
        }
    }
}
