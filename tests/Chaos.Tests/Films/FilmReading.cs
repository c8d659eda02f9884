namespace Transcoder.Chaos.Tests.Films;

/// <summary>What a file shows when it is decoded.</summary>
/// <param name="Complaint">What ffmpeg said while it decoded; null when it said nothing and ended well.</param>
/// <param name="Frames">What each picture says of itself; null for one that says nothing.</param>
/// <param name="WorstDecibels">Of the picture that is furthest from the one that was drawn.</param>
internal sealed record FilmReading(string? Complaint, IReadOnlyList<FrameMark?> Frames, double WorstDecibels)
{
    // Far below what any profile gives for such pictures, far above what another picture or a damaged one gives.
    private const double LeastDecibels = 22;

    /// <summary>What is wrong with it as a copy of a film; null when nothing is. Pure.</summary>
    public string? FaultAs(Film film)
    {
        if (Complaint is not null)
        {
            return $"does not decode cleanly: {Complaint}";
        }

        if (Frames.Count != film.Frames)
        {
            return $"shows {Frames.Count} frames instead of {film.Frames}";
        }

        for (var frame = 0; frame < Frames.Count; frame++)
        {
            if (Frames[frame] != new FrameMark(film.Number, frame))
            {
                return $"shows {(Frames[frame] is { } mark ? $"frame {mark.Frame} of film {mark.Film}" : "nothing known")} as frame {frame}";
            }
        }

        return WorstDecibels < LeastDecibels ? $"shows a frame that is {WorstDecibels:0.0} dB from its source" : null;
    }
}
