using Transcoder.Contracts;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>The tags of a whole film. Pure.</summary>
internal static class TagRules
{
    private const int MostNamed = 20;

    // Matroska and WebM take any tag. MP4 takes these, as ffmpeg 5.1 writes it.
    private static readonly HashSet<string> Mp4 = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "artist", "album_artist", "composer", "album", "date", "comment", "genre", "copyright", "grouping", "lyrics", "description", "synopsis",
        "show", "episode_id", "network", "keywords", "episode_sort", "season_number", "media_type", "hd_video", "gapless_playback", "compilation",
        "track", "disc", "creation_time", "timecode",
    };

    // They tell of the source's own file, not of the film.
    private static readonly HashSet<string> OfTheFile = new(StringComparer.OrdinalIgnoreCase)
    {
        "encoder", "major_brand", "minor_version", "compatible_brands", "duration",
    };

    /// <summary>One sentence that names what the container cannot take; null when it takes all.</summary>
    public static string? Note(MediaProbe probe, OutputContainer container)
    {
        string[] lost = container == OutputContainer.Mp4
            ? [.. probe.Tags.Keys.Where(name => !Mp4.Contains(name) && !OfTheFile.Contains(name)).Order(StringComparer.Ordinal)]
            : [];
        var named = string.Join(", ", lost.Take(MostNamed)) + (lost.Length > MostNamed ? " and more" : "");
        return lost.Length == 0 ? null : $"MP4 has no place for the film's tags {named}: left out.";
    }
}
