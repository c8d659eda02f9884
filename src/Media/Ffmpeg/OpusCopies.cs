using System.Globalization;

namespace Transcoder.Media.Ffmpeg;

/// <summary>What leaves copied Opus where it is.</summary>
/// <param name="Options">Of the result.</param>
/// <param name="Late">Tracks that are to be read once more, so much later: their places in the result, and their streams in the source.</param>
public sealed record OpusCopies(IReadOnlyList<string> Options, IReadOnlyList<(int Place, int Stream, TimeSpan By)> Late)
{
    /// <summary>Nothing is to be done.</summary>
    public static OpusCopies None { get; } = new([], []);

    /// <param name="arguments">Of an ffmpeg that copies them, with a "-map" for each stream of the result before any other.</param>
    /// <param name="source">The file that they are copied from.</param>
    /// <param name="result">The file that is written.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<string> arguments, string source, string result)
    {
        List<string> line = [.. arguments];
        line.InsertRange(line.LastIndexOf(FfmpegPath.Of(result)), Options);
        foreach (var (place, stream, by) in Late)
        {
            var map = line.Index().Where(argument => argument.Item == "-map").ElementAt(place).Index;
            line[map + 1] = string.Create(CultureInfo.InvariantCulture, $"{line.Count(argument => argument == "-i")}:{stream}");
            line.InsertRange(line.LastIndexOf("-i") + 2, ["-itsoffset", by.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture), .. FfmpegPath.Input(source)]);
        }

        return line;
    }
}
