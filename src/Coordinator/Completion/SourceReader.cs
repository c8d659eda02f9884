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
internal sealed class SourceReader(FfprobeClient ffprobe, SourcePresence sources, StorageLayout layout, StorageGuard guard, WorkFiles files)
{
    /// <summary>Null when the source is not (any more) the file that the job was made for.</summary>
    public async Task<SourceContent?> ReadAsync(Job job, CancellationToken cancellationToken)
    {
        guard.Demand(StorageFolder.Incoming, StorageFolder.Work);
        var path = layout.Absolute(job.SourcePath);
        if (!sources.IsUnchanged(job))
        {
            return null;
        }

        var sha256 = await FileHash.Sha256Async(path, cancellationToken);
        var index = await ReadIndexAsync(path, Picture(job), cancellationToken);
        if (!sources.IsUnchanged(job))
        {
            return null;
        }

        // Reading took its time, in which the folder may have gone away.
        guard.MakeFolder(StorageFolder.Work, files.Folder(job.Id));
        await using var text = new StringWriter();
        await index.WriteAsync(text);
        AtomicFile.Replace(files.SourceIndex(job.Id), Encoding.ASCII.GetBytes(text.ToString()));
        return new SourceContent(sha256, index);
    }

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

        return await ReadIndexAsync(layout.Absolute(job.SourcePath), Picture(job), cancellationToken);
    }

    /// <summary>Lists the frames of one picture stream; of a file that cannot be read to its end, those before.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="stream">The index over all kinds.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<VideoIndex> ReadIndexAsync(string path, int stream, CancellationToken cancellationToken)
    {
        var builder = new VideoIndex.Builder();
        var (_, timeBase) = await ffprobe.ReadVideoPacketsAsync(path, stream, builder.Add, cancellationToken);
        return builder.Build(timeBase);
    }

    private static int Picture(Job job) => SettingsJson.Read(job.Settings!).Video.SourceStream;
}
