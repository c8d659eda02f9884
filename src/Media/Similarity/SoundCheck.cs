using System.Globalization;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>Decodes the sound of a result and of its source and compares how loud they are, and when. Pictures are not decoded, but for the first.</summary>
public sealed class SoundCheck(ToolRunner runner)
{
    /// <param name="result">A file on this machine; all of its tracks are looked at.</param>
    /// <param name="source">A file on this machine. Errors in it are not looked at.</param>
    /// <param name="picture">Index in the source of the stream that was encoded.</param>
    /// <param name="tracks">Indexes in the source of the tracks that the result must have, in order; not empty.</param>
    /// <param name="strict">Stops at the first error in the result, so that what is left of it is no whole.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills all.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SoundOutcome> RunAsync(
        string result, string source, int picture, IReadOnlyList<int> tracks, bool strict, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var stream = new SoundStream(runner);
        var (zero, sourceZero) = (
            stream.FirstPictureAsync(result, "0:V:0", idleLimit, cancellationToken),
            stream.FirstPictureAsync(source, $"0:{Text(picture)}", idleLimit, cancellationToken));
        return await CompareAsync(
            result, await zero.ConfigureAwait(false), source, await sourceZero.ConfigureAwait(false), tracks, strict, idleLimit,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for a result that holds tracks and no picture, as they are made for a film in pieces.</summary>
    /// <param name="offset">By how much its times are late: <see cref="StitchClock.TracksOffset"/>.</param>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<SoundOutcome> RunAloneAsync(
        string result, TimeSpan offset, string source, int picture, IReadOnlyList<int> tracks, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var sourceZero = await new SoundStream(runner).FirstPictureAsync(source, $"0:{Text(picture)}", idleLimit, cancellationToken).ConfigureAwait(false);
        var header = await new FfprobeClient(runner).ProbeAsync(source, cancellationToken).ConfigureAwait(false);
        var start = (header as ProbeOutcome.Probed)?.Probe.Start ?? TimeSpan.Zero;
        return await CompareAsync(
            result, sourceZero - start + offset, source, sourceZero, tracks, strict: true, idleLimit, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SoundOutcome> CompareAsync(
        string result, TimeSpan zero, string source, TimeSpan sourceZero, IReadOnlyList<int> tracks, bool strict, TimeSpan idleLimit,
        CancellationToken cancellationToken)
    {
        var stream = new SoundStream(runner);
        var heard = stream.ReadAsync(result, zero, [.. tracks.Select((_, index) => $"0:a:{Text(index)}")], strict, idleLimit, cancellationToken);
        var original = stream.ReadAsync(source, sourceZero, [.. tracks.Select(track => $"0:{Text(track)}")], strict: false, idleLimit, cancellationToken);
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
