using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Processes;

namespace Transcoder.Encodes;

/// <summary>
/// Estimates how large a result gets, from encodes of short samples. Each begins with a picture of its own, so the estimate is rather too large:
/// samples of 2 s gave 30 % too much, and get better the longer they are.
/// </summary>
public sealed class SizeEstimate(ToolRunner tools)
{
    private const int Samples = 3;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    /// <summary>Encodes at most half a minute of film. Nothing is written.</summary>
    /// <param name="settings">Proven to be in range.</param>
    /// <param name="source">Absolute path.</param>
    /// <param name="duration">Of the source; null where it is not known.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>Bytes of picture and sound; null where the duration is none, or when a sample could not be encoded.</returns>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<long?> RunAsync(EncodeSettings settings, string source, TimeSpan? duration, CancellationToken cancellationToken)
    {
        if (duration is not { Ticks: > 0 } whole)
        {
            return null;
        }

        // A file that nobody keeps: the muxers of other containers want to go back in it.
        var sampled = settings with
        {
            Container = OutputContainer.Matroska,
            Streams = [.. settings.Streams.Where(stream => stream.Kind is StreamKind.Audio)],
        };
        var (bytes, seconds) = (0L, 0.0);
        foreach (var (start, length) in Windows(whole))
        {
            if (await EncodeAsync(sampled, source, start, length, cancellationToken) is not { } size)
            {
                return null;
            }

            bytes += size;
            seconds += length.TotalSeconds;
        }

        return (long)(bytes / seconds * whole.TotalSeconds);
    }

    /// <summary>Evenly spaced; the whole film where it is hardly longer than all samples.</summary>
    internal static IReadOnlyList<(TimeSpan Start, TimeSpan Length)> Windows(TimeSpan duration) => duration <= Samples * Length * 1.2
        ? [(TimeSpan.Zero, duration)]
        : [.. Enumerable.Range(1, Samples).Select(number => ((duration * number / (Samples + 1)) - (Length / 2), Length))];

    private async Task<long?> EncodeAsync(
        EncodeSettings settings, string source, TimeSpan start, TimeSpan length, CancellationToken cancellationToken)
    {
        long? bytes = null;
        var ended = await tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments = FfmpegArguments.For(settings, source, "/dev/null", ["-ss", Seconds(start), "-t", Seconds(length)]),
                Confinement = Confinement.To(source),
                Environment = FfmpegArguments.Environment,
                OutputLine = line =>
                {
                    if (line.Split('=') is ["total_size", var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var size))
                    {
                        bytes = size;
                    }
                },
            },
            cancellationToken);
        return ended.Succeeded ? bytes : null;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
