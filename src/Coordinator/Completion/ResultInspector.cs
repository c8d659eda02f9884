using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Proves a result from its bytes, whatever its encoder said of it.</summary>
internal sealed class ResultInspector(
    FfprobeClient ffprobe, SourceReader reader, SourcePresence sources, WorkFiles files, StorageLayout layout, StorageGuard guard)
{
    /// <param name="job">With the coordinator's own hash of the source.</param>
    /// <param name="execution">With what the encoder reported.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <exception cref="StorageMissingException">A folder is away; nothing is proven, and nobody is to blame.</exception>
    public async Task<Verdict> InspectAsync(Job job, Execution execution, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(job, execution, cancellationToken);
        if (verdict is not Verdict.Proven)
        {
            // What cannot be read because the disk went away was not wrong.
            guard.Demand(StorageFolder.Incoming, StorageFolder.Work);
        }

        return verdict;
    }

    private async Task<Verdict> JudgeAsync(Job job, Execution execution, CancellationToken cancellationToken)
    {
        if (!sources.IsUnchanged(job))
        {
            return new Verdict.SourceChanged();
        }

        if (execution.SourceSha256 != job.SourceSha256)
        {
            return new Verdict.Refused(FailureKind.Transient, "The encoder worked on other bytes than the source holds.");
        }

        if (!files.TryAccept(job, execution.Id))
        {
            return new Verdict.Refused(FailureKind.Transient, "The result is not in the storage.");
        }

        Crash.At(CrashPoint.ResultTaken);
        // All at once, since they read the same bytes; the first problem is the one that explains most.
        var path = files.Accepted(job, execution.Id);
        var bytes = BytesProblemAsync(path, execution, cancellationToken);
        var content = ContentProblemAsync(job, path, cancellationToken);
        await Task.WhenAll(bytes, content);
        return await bytes is { } wrong
            ? new Verdict.Refused(FailureKind.Transient, wrong)
            : await content is { } problem
                ? new Verdict.Refused(FailureKind.CheckFailed, problem)
                : new Verdict.Proven();
    }

    private static async Task<string?> BytesProblemAsync(string path, Execution execution, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        if (size != execution.ResultBytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The result has {size} bytes, not {execution.ResultBytes} as reported.");
        }

        return await FileHash.Sha256Async(path, cancellationToken) == execution.ResultSha256
            ? null : "The result's hash is not the reported one.";
    }

    private async Task<string?> ContentProblemAsync(Job job, string path, CancellationToken cancellationToken)
    {
        // The picture is the first stream of every result; one that has it elsewhere fails by its frames.
        var header = ffprobe.ProbeWithFramesAsync(path, cancellationToken);
        var frames = reader.ReadIndexAsync(path, 0, cancellationToken);
        await Task.WhenAll(header, frames);
        if (await header is not ProbeOutcome.Probed { Probe: var probe })
        {
            return "The result cannot be read.";
        }

        if (ResultRules.CheckStreams(SettingsJson.Read(job.Settings!), probe) is [_, ..] problems)
        {
            return string.Join(' ', problems);
        }

        var source = await reader.IndexAsync(job, cancellationToken);
        var result = await frames;
        if (source.Frames == result.Frames)
        {
            return ResultRules.CheckFrames(source, result);
        }

        // Packets are not frames in every file (edit lists, fields, packed frames): then the source is decoded once and counted.
        var decoded = await DecodedFramesAsync(job, cancellationToken);
        return decoded == result.Frames ? null : ResultRules.CheckFrames(source, result);
    }

    private async Task<long?> DecodedFramesAsync(Job job, CancellationToken cancellationToken) =>
        await ffprobe.CountDecodedFramesAsync(
            layout.Absolute(job.SourcePath), SettingsJson.Read(job.Settings!).Video.SourceStream, cancellationToken);
}
