using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>Proves the result of a piece from its bytes, before it is joined with others.</summary>
internal sealed class PieceInspector(FfprobeClient ffprobe, SourceReader reader, SourcePresence sources, WorkFiles files, StorageGuard guard)
{
    /// <inheritdoc cref="ResultInspector.InspectAsync"/>
    /// <param name="part">Of the execution.</param>
    public async Task<Verdict> InspectAsync(Job job, Part part, Execution execution, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(job, part, execution, cancellationToken);
        if (verdict is not Verdict.Proven)
        {
            // What cannot be read because the disk went away was not wrong.
            guard.Demand(StorageFolder.Incoming, StorageFolder.Work);
        }

        return verdict;
    }

    private async Task<Verdict> JudgeAsync(Job job, Part part, Execution execution, CancellationToken cancellationToken)
    {
        if (!sources.IsUnchanged(job))
        {
            return new Verdict.SourceChanged();
        }

        if (execution.SourceSha256 != (part.CutSha256 ?? job.SourceSha256))
        {
            return new Verdict.Refused(FailureKind.Transient, "The encoder worked on other bytes than were cut for it.");
        }

        if (!files.TryAccept(job, execution.Id))
        {
            return new Verdict.Refused(FailureKind.Transient, "The result is not in the storage.");
        }

        Crash.At(CrashPoint.ResultTaken);
        var path = files.Accepted(job, execution.Id);
        if (await ArrivedBytes.ProblemAsync(path, execution, cancellationToken) is { } wrong)
        {
            return new Verdict.Refused(FailureKind.Transient, wrong);
        }

        // Tracks are proven with the whole film.
        return part.Kind == PartKind.Chunk && await ChunkProblemAsync(job, part, path, cancellationToken) is { } problem
            ? new Verdict.Refused(FailureKind.CheckFailed, problem)
            : new Verdict.Proven();
    }

    private async Task<string?> ChunkProblemAsync(Job job, Part part, string path, CancellationToken cancellationToken)
    {
        var header = ffprobe.ProbeWithFramesAsync(path, cancellationToken);
        var index = reader.ReadIndexAsync(path, 0, cancellationToken);
        await Task.WhenAll(header, index);
        if (await header is not ProbeOutcome.Probed { Probe: { Streams: [var picture] } })
        {
            return "The result is no single picture stream.";
        }

        if (ResultRules.PictureProblems(SettingsJson.Read(job.Settings!).Video, picture) is [_, ..] problems)
        {
            return string.Join(' ', problems);
        }

        if (await OthersAsync(job, cancellationToken) is { } others && others.DecoderSetup != picture.DecoderSetup)
        {
            return "The result's headers are not those of the other pieces.";
        }

        var first = job.Parts.Where(other => other.Kind == PartKind.Chunk && other.Index < part.Index).Sum(other => other.ChunkOf().Frames);
        var source = (await reader.IndexAsync(job, cancellationToken)).Picture.Slice(first, part.ChunkOf().Frames);
        return source is null ? "The source has no such frames." : ResultRules.CheckFrames(source, (await index).Picture);
    }

    // All that are proven are alike: what is joined has one header for a decoder to go by.
    private async Task<MediaStream?> OthersAsync(Job job, CancellationToken cancellationToken) =>
        job.Parts.Find(part => part is { Kind: PartKind.Chunk, AcceptedExecutionId: not null })?.AcceptedExecutionId is { } proven
        && await ffprobe.ProbeAsync(files.Accepted(job, proven), cancellationToken) is ProbeOutcome.Probed { Probe.MainVideo: var picture } ? picture : null;
}
