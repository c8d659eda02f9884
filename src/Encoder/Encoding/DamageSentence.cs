using System.Globalization;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Encoding;

/// <summary>Says for people where a source is damaged.</summary>
internal static class DamageSentence
{
    /// <returns>As in "the source is damaged at 0:00:07.2, 0:01:02.0-0:01:09.5 and 3 more places: error while decoding MB 34 13".</returns>
    public static string For(SourceDamage damage)
    {
        var more = damage.Count - damage.Places.Count;
        var places = damage.Places.Select(Text).Append(more switch { 0 => null, 1 => "1 more place", _ => $"{more} more places" }).OfType<string>().ToList();
        var list = places is [.. var first, var last] && first.Count > 0 ? $"{string.Join(", ", first)} and {last}" : places[0];
        return $"the source is damaged at {list}: {damage.Complaint}";
    }

    private static string Text(DamagedPlace place) =>
        place.To - place.From < TimeSpan.FromSeconds(1) ? Text(place.From) : $"{Text(place.From)}-{Text(place.To)}";

    // Hours beyond a day count on.
    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds / 100}");
}
