using System.Text;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>What the coordinator found in a source.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Index">Its frames.</param>
internal sealed record SourceContent(string Sha256, VideoIndex Index);

/// <summary>Reads a source whole, and keeps its frame list in the job's work folder.</summary>
internal sealed class SourceReader(FfprobeClient ffprobe, StorageLayout layout, StorageGuard guard, WorkFiles files)
{
    /// <summary>Null when the source is not (any more) the file that the job was made for.</summary>
    public async Task<SourceContent?> ReadAsync(Job job, CancellationToken cancellationToken)
    {
        guard.Demand(StorageFolder.Incoming, StorageFolder.Work);
        var path = layout.Absolute(job.SourcePath);
        if (!IsUnchanged(job))
        {
            return null;
        }

        var sha256 = await FileHash.Sha256Async(path, cancellationToken);
        var index = await ReadIndexAsync(path, cancellationToken);
        if (!IsUnchanged(job))
        {
            return null;
        }

        Directory.CreateDirectory(files.Folder(job.Id));
        await using var text = new StringWriter();
        await index.WriteAsync(text);
        AtomicFile.Replace(files.SourceIndex(job.Id), Encoding.ASCII.GetBytes(text.ToString()));
        return new SourceContent(sha256, index);
    }

    /// <summary>True while the source is the very file that the job was made for.</summary>
    public bool IsUnchanged(Job job) => FileFingerprint.TryRead(layout.Absolute(job.SourcePath))?.Identity == job.SourceIdentity;

    /// <summary>The frame list that <see cref="ReadAsync"/> kept, or a new one where it was lost.</summary>
    public async Task<VideoIndex> IndexAsync(Job job, CancellationToken cancellationToken)
    {
        if (File.Exists(files.SourceIndex(job.Id)))
        {
            using var kept = File.OpenText(files.SourceIndex(job.Id));
            if (await VideoIndex.ReadAsync(kept, cancellationToken) is { } index)
            {
                return index;
            }
        }

        return await ReadIndexAsync(layout.Absolute(job.SourcePath), cancellationToken);
    }

    /// <summary>Lists the frames of a file's picture.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="probe">Of that file; null when it could not be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<VideoIndex> ReadIndexAsync(string path, MediaProbe? probe, CancellationToken cancellationToken)
    {
        if (probe?.MainVideo is not { TimeBase: { } timeBase } video)
        {
            return new VideoIndex.Builder(new Rational(1, 1)).Build();
        }

        var builder = new VideoIndex.Builder(timeBase);
        await ffprobe.ReadVideoPacketsAsync(path, video.Index, builder.Add, cancellationToken);
        return builder.Build();
    }

    private async Task<VideoIndex> ReadIndexAsync(string path, CancellationToken cancellationToken) =>
        await ReadIndexAsync(path, (await ffprobe.ProbeAsync(path, cancellationToken) as ProbeOutcome.Probed)?.Probe, cancellationToken);
}
