using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffprobe;

/// <summary>Looks at a film here and there, since a header tells only how it begins.</summary>
internal sealed class StreamLooks(ToolRunner runner)
{
    private const int MostLooks = 60;
    private const int FewestLooks = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    /// <summary>Decodes keyframes and sound of some seconds.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="stream">The index over all kinds; null for every stream.</param>
    /// <param name="times">In the file's own clock, ascending; null is the beginning, wherever that is.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <param name="limit">ffprobe is killed after this long, and what was found by then stands; null waits for it.</param>
    /// <returns>By the stream's index, each form once, in order: one for nearly every stream, none where nothing was found.</returns>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<StreamForm>>> ReadAsync(
        string path, int? stream, IEnumerable<decimal?> times, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        var found = new Dictionary<int, List<StreamForm>>();
        string[] selected = stream is { } index ? ["-select_streams", index.ToString(CultureInfo.InvariantCulture)] : [];
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments =
            [
                "-v", "error", "-skip_frame", "nokey", .. selected,
                "-read_intervals", string.Join(',', times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time:0.000}%+1"))),
                "-show_entries", "frame=stream_index,width,height,sample_aspect_ratio,channels,channel_layout", "-of", "compact", .. FfmpegPath.Input(path),
            ],
            Confinement = Confinement.To(path),
            Limit = limit,
            OutputLine = line =>
            {
                if (Parse(line) is var (of, form) && form is not null)
                {
                    if (!found.TryGetValue(of, out var forms))
                    {
                        found[of] = forms = [];
                    }

                    if (!forms.Contains(form))
                    {
                        forms.Add(form);
                    }
                }
            },
        };
        await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<StreamForm>)pair.Value);
    }

    /// <summary>The beginning, and places all over a film.</summary>
    /// <param name="start">Its first time stamp.</param>
    /// <param name="duration">Its length.</param>
    internal static IEnumerable<decimal?> Spread(TimeSpan start, TimeSpan duration)
    {
        var count = Math.Clamp((int)(duration / BetweenLooks), FewestLooks, MostLooks);
        return Enumerable.Range(0, count).Select(index => (decimal?)((decimal)start.TotalSeconds + (decimal)(duration.TotalSeconds * (index + 0.5) / count)))
            .Prepend(null);
    }

    /// <param name="line">"frame|stream_index=1|channels=2|channel_layout=stereo", and more behind.</param>
    internal static (int Stream, StreamForm? Form) Parse(string line)
    {
        var fields = line.Split('|').Select(field => field.Split('=', 2)).Where(field => field.Length == 2)
            .DistinctBy(field => field[0]).ToDictionary(field => field[0], field => field[1]);
        if (!fields.TryGetValue("stream_index", out var text) || !int.TryParse(text, CultureInfo.InvariantCulture, out var stream))
        {
            return default;
        }

        if (fields.TryGetValue("width", out var width) && fields.TryGetValue("height", out var height))
        {
            var aspect = fields.GetValueOrDefault("sample_aspect_ratio") is { } shape and not ("N/A" or "0:1" or "1:1") ? $" {shape}" : "";
            return (stream, new StreamForm($"{width}x{height}{aspect}"));
        }

        if (!fields.TryGetValue("channels", out var count) || !int.TryParse(count, CultureInfo.InvariantCulture, out var channels))
        {
            return default;
        }

        var layout = fields.GetValueOrDefault("channel_layout") is { } said and not "unknown" ? said : null;
        return (stream, new StreamForm(layout ?? (channels == 1 ? "1 channel" : $"{channels} channels")) { Channels = channels, ChannelLayout = layout });
    }
}
