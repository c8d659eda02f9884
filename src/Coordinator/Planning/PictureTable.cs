using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>
/// Source property × profile → kept, converted or refused. The order of an encode is made of it, so what the encoder does and what the result
/// is held against are the same; docs/fidelity.md says it in words. Pure.
/// </summary>
internal static class PictureTable
{
    /// <summary>In this order, and the first refusal counts.</summary>
    public static IReadOnlyList<(string Property, Func<MediaStream, Profile, Ruling> Decide)> Rows { get; } =
    [
        ("Header", HeaderRule.Decide),
        ("Pixel format", PixelFormatRule.Decide),
        ("HDR10+ and Dolby Vision", HdrRules.Dynamic),
        ("HDR10 metadata", HdrRules.Static),
        ("Colours", ColorRule.Decide),
        ("Rotation", ShapeRules.Rotation),
        ("Fields", ScanRule.Decide),
        ("Cropping", ShapeRules.Cropping),
        ("Size", ShapeRules.Size),
        ("A change of size or of the shape of pixels in the middle", ShapeRules.Change),
        ("Frame rate", RateRule.Decide),
        ("Captions, AFD, time codes, 3D, 360°", ExtrasRule.Decide),
        ("Title", TrackRules.PictureTitle),
    ];

    /// <summary>The order for a picture, or the reason why there is none.</summary>
    public static (VideoSettings Settings, IReadOnlyList<string> Notes, string? Refusal) Decide(MediaStream video, Profile profile)
    {
        var settings = new VideoSettings
        {
            SourceStream = video.Index,
            Codec = profile.VideoCodec,
            Crf = profile.Crf,
            Preset = profile.Preset,
            PixelFormat = profile.PixelFormat,
            Threads = profile.Threads,
            TimeBase = video.TimeBase is { Numerator: > 0, Denominator: > 0 } ticks
                ? new TimeBaseSettings { Numerator = ticks.Numerator, Denominator = ticks.Denominator }
                : null,
        };
        var notes = new List<string>();
        foreach (var (_, decide) in Rows)
        {
            var ruling = decide(video, profile);
            if (ruling.Refusal is not null)
            {
                return (settings, notes, ruling.Refusal);
            }

            settings = ruling.Order(settings);
            notes.AddRange(ruling.Notes);
        }

        return (settings, notes, null);
    }
}
