using System.Globalization;

namespace Transcoder.Chaos.Tests.Films;

/// <summary>One film that is dropped, and where it and what is made of it must be in the end.</summary>
internal sealed record Film
{
    public const int FewestFrames = 25;
    public const int MostFrames = 75;

    /// <summary>From so many frames on a film is long enough for chunks, as the farm is set.</summary>
    public const int FewestInChunks = 60;

    /// <summary>Frames in a second: few, so that an encoder that encodes as fast as the film plays takes seconds and hardly any CPU.</summary>
    public const int Rate = 10;

    /// <summary>From 1; what its pictures say.</summary>
    public required int Number { get; init; }

    public required FilmKind Kind { get; init; }

    /// <summary>Name of a profile, and of the folder that it is dropped into.</summary>
    public required string Profile { get; init; }

    /// <summary>Pictures, before anything is cut off.</summary>
    public required int Frames { get; init; }

    /// <summary>Below <c>incoming/</c>, and where it ends below <c>archive/</c> or <c>failed/</c>.</summary>
    public string Source => Stem + ".mkv";

    /// <summary>Below <c>completed/</c>, of a good one.</summary>
    public string Output => Stem + (Profile == "h264" ? ".mp4" : ".mkv");

    /// <summary>Below <c>failed/</c>, of a bad one.</summary>
    public string Report => $"{Source}.{Profile}.report.txt";

    public bool IsGood => Kind == FilmKind.Good;

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Profile}/film-{Number:00000}");
}
