using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Encoding;

/// <summary>Checks a result, and looks at the source where that hints at damage: it is to blame, or the order accepts it as it is.</summary>
internal sealed class ResultJudge(ResultCheck check, SourceDiagnosis diagnosis, ToolRunner tools)
{
    /// <param name="order">That was carried out.</param>
    /// <param name="source">Absolute path.</param>
    /// <param name="result">Absolute path.</param>
    /// <param name="written">How ffmpeg ended.</param>
    /// <param name="cancellationToken">Kills whatever runs.</param>
    /// <returns>What is wrong, null for nothing; and where the source is damaged, null where nothing hinted at it.</returns>
    public async Task<(StepFailure? Failure, string? Damage)> RunAsync(
        TranscodeRequested order, string source, string result, EncodeStep.Written written, CancellationToken cancellationToken)
    {
        if (written.Beginning is { } beginning)
        {
            return await DamagedAsync(order, source, result, written, beginning.Words, cancellationToken);
        }

        if (written.Complaint is { } complaint)
        {
            return await diagnosis.FindAsync(source, order.Settings, cancellationToken) is { } damage
                ? await DamagedAsync(order, source, result, written, damage, cancellationToken)
                : (complaint, null);
        }

        if (await CheckAsync(order, source, result, written, damaged: false, cancellationToken) is not { } failure)
        {
            return (null, null);
        }

        // The times of a cut are nothing to people, and the pictures before its piece look damaged.
        if (order.Piece?.Content is PieceContent.Picture)
        {
            return (failure, null);
        }

        // Sound that is copied was not decoded before.
        return await diagnosis.FindAsync(source, order.Settings, cancellationToken) switch
        {
            null => (failure, null),
            var found when order.AcceptDamage => await DamagedAsync(order, source, result, written, found, cancellationToken),
            var found => (failure with { Kind = FailureKind.BadSource, Reason = found }, found),
        };
    }

    /// <returns>
    /// Where the source is damaged, as a failure; null for a sound one, and for one that begins in the middle of a group of pictures: its encode tells
    /// that from damage.
    /// </returns>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<StepFailure?> DamageAsync(TranscodeRequested order, string source, CancellationToken cancellationToken) =>
        await CutOffBeginning.FindAsync(tools, source, order.Settings.Video.SourceStream, cancellationToken) is null
        && await diagnosis.FindAsync(source, order.Settings, cancellationToken) is { } damage ? new StepFailure(FailureKind.BadSource, damage) : null;

    private async Task<(StepFailure? Failure, string? Damage)> DamagedAsync(
        TranscodeRequested order, string source, string result, EncodeStep.Written written, string damage, CancellationToken cancellationToken) =>
        await CheckAsync(order, source, result, written, damaged: true, cancellationToken) is { } failure
            ? (failure with { Kind = FailureKind.BadSource, Reason = $"{damage}; and what was made of it is not as it decodes: {failure.Reason}" }, damage)
            : (null, damage);

    private Task<StepFailure?> CheckAsync(
        TranscodeRequested order, string source, string result, EncodeStep.Written written, bool damaged, CancellationToken cancellationToken) =>
        check.RunAsync(result, source, PieceOrder.OfSource(order.Settings, order.Piece), order.Piece, written.Frames, damaged, cancellationToken);
}
