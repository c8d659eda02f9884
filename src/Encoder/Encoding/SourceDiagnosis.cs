using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Encoding;

/// <summary>Looks for damage in a source when something has failed that a damaged source explains.</summary>
internal sealed class SourceDiagnosis(DamageSearch search, IOptions<EncoderOptions> options)
{
    // With the longest encode before it, it stays below the broker's consumer_timeout of 48 h.
    private static readonly TimeSpan Limit = TimeSpan.FromHours(4);

    /// <param name="failure">Of an encode, or of the check of its result: sound that is copied shows its damage only there.</param>
    /// <param name="source">Absolute path.</param>
    /// <param name="settings">What was ordered: the streams that it uses are looked at.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>The same failure, or one that says where the source is damaged.</returns>
    public async Task<StepFailure> ExplainAsync(
        StepFailure failure, string source, EncodeSettings settings, CancellationToken cancellationToken)
    {
        return failure.Kind is FailureKind.BadSource or FailureKind.CheckFailed && await FindAsync(source, settings, cancellationToken) is { } damage
            ? failure with { Kind = FailureKind.BadSource, Reason = damage }
            : failure;
    }

    /// <returns>One sentence that says where the source is damaged; null when no damage is found.</returns>
    /// <inheritdoc cref="ExplainAsync"/>
    public async Task<string?> FindAsync(string source, EncodeSettings settings, CancellationToken cancellationToken)
    {
        var sound = settings.Streams.Where(stream => stream.Kind is StreamKind.Audio).Select(stream => stream.SourceStream);
        var damage = await search.RunAsync(
            source, settings.Video.SourceStream, sound, Limit, options.Value.StallLimit, cancellationToken);
        return damage is null ? null : DamageSentence.For(damage);
    }
}
