using System.Globalization;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>Decodes the sound of a result and of its source and compares how loud they are, and when. Pictures are not decoded, but for the first.</summary>
public sealed class SoundCheck(ToolRunner runner)
{
    /// <param name="result">A file on this machine; all of its tracks are looked at.</param>
    /// <param name="source">A file on this machine. Errors in it are not looked at.</param>
    /// <param name="picture">Index in the source of the stream that was encoded.</param>
    /// <param name="tracks">Indexes in the source of the tracks that the result must have, in order; not empty.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills all.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SoundOutcome> RunAsync(
        string result, string source, int picture, IReadOnlyList<int> tracks, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var stream = new SoundStream(runner);
        var heard = stream.ReadAsync(
            result, "0:V:0", [.. tracks.Select((_, index) => $"0:a:{Text(index)}")], strict: true, idleLimit, cancellationToken);
        var original = stream.ReadAsync(
            source, $"0:{Text(picture)}", [.. tracks.Select(track => $"0:{Text(track)}")], strict: false, idleLimit, cancellationToken);
        await Task.WhenAll(heard, original).ConfigureAwait(false);
        var ((ended, results), (_, sources)) = (await heard.ConfigureAwait(false), await original.ConfigureAwait(false));
        return new SoundOutcome
        {
            Clean = ended is { Succeeded: true, ErrorEmpty: true },
            Difference = results.Zip(sources)
                .Select((pair, index) => LoudnessRule.Judge(pair.First, pair.Second) is { } found ? $"sound track {Text(index + 1)} {found}" : null)
                .FirstOrDefault(found => found is not null),
            ErrorTail = ended.ErrorTail,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
