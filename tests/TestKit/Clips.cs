using System.Globalization;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.TestKit;

/// <summary>Small films for tests: made with ffmpeg's test sources, or the real ones.</summary>
public static class Clips
{
    private static readonly ToolRunner Runner = new();

    // TRANSCODER_CLIPS_PATH is a search path to the ffmpeg that makes clips, for who tests another one that stands first in PATH: 7.1 gives test
    // sources no colours.
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["SVT_LOG"] = "1",
        ["PATH"] = Environment.GetEnvironmentVariable("TRANSCODER_CLIPS_PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "",
    };

    /// <summary>Makes a clip; the ending of its name chooses the container.</summary>
    /// <remarks>On one thread: with more, x264 makes other bytes of the same pictures one time in five (ffmpeg 5.1 on two busy cores).</remarks>
    /// <returns>The path.</returns>
    public static async Task<string> MakeAsync(string path, ClipShape? shape = null, CancellationToken cancellationToken = default)
    {
        var clip = shape ?? new ClipShape();
        string[] picture =
            ["-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"testsrc2=s={clip.Width}x{clip.Height}:r={clip.Rate}")];
        var seconds = Rational.TryParse(clip.Rate, out var rate) ? clip.Frames / rate.Value : throw new ArgumentException("No rate.", nameof(shape));
        string[] sound = clip.AudioCodec is null ? [] : ["-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"sine=r=48000:d={seconds:F6}")];
        string[] soundEncoder = clip.AudioCodec is { } codec ? ["-c:a", codec] : [];
        await FfmpegAsync(
            [
                .. picture, .. sound, "-frames:v", clip.Frames.ToString(CultureInfo.InvariantCulture),
                "-c:v", clip.VideoCodec, "-threads:v", "1", "-pix_fmt", clip.PixelFormat, .. clip.VideoOptions, .. soundEncoder, .. clip.OutputOptions, "file:" + path,
            ],
            cancellationToken);
        return path;
    }

    /// <summary>Runs ffmpeg with arguments of the test's own, for odd clips; "-v error -nostdin -y" stand before them.</summary>
    public static async Task FfmpegAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments = ["-v", "error", "-nostdin", "-y", .. arguments],
            Environment = Variables,
        };
        var result = await Runner.RunAsync(request, cancellationToken);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"ffmpeg ended with {result.ExitCode}: {string.Join(" / ", result.ErrorTail)}");
        }
    }

    /// <summary>How many frames a picture decodes to; null when it does not.</summary>
    /// <param name="path">Of the film.</param>
    /// <param name="stream">The index over all kinds.</param>
    public static async Task<long?> CountFramesAsync(string path, int stream, CancellationToken cancellationToken = default)
    {
        var frames = 0L;
        var (result, _) = await new FfprobeClient(Runner).ReadFramesAsync(path, stream, [], [], _ => frames++, cancellationToken);
        return result.Succeeded ? frames : null;
    }

    /// <summary>
    /// A real clip by file name, or null where there are none: in the folder that TRANSCODER_MEDIA names, else in "shared/media" beside or above
    /// the running tests.
    /// </summary>
    public static string? FindReal(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Environment.GetEnvironmentVariable("TRANSCODER_MEDIA") is { Length: > 0 } named)
            {
                return Existing(Path.Combine(named, name));
            }

            if (Existing(Path.Combine(folder, "shared", "media", name)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
