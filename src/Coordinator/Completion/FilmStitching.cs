using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Coordinator.Completion;

/// <summary>Joins the proven pieces of a job by stream copy, next to the storage.</summary>
internal sealed class FilmStitching(ChunkStitcher stitcher, WorkFiles files, StorageLayout layout)
{
    /// <param name="job">With all pieces proven.</param>
    /// <param name="joined">Absolute path of the film; overwritten.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <returns>Null when the film is there.</returns>
    /// <exception cref="IOException">The disk is full; the pieces are as they were.</exception>
    public async Task<JoinFailure?> JoinAsync(Job job, string joined, CancellationToken cancellationToken)
    {
        var settings = SettingsJson.Read(job.Settings!);
        var ended = await stitcher.StitchAsync(
            new ChunkStitch
            {
                Chunks =
                [
                    .. job.Parts.Where(part => part.Kind == PartKind.Chunk).OrderBy(part => part.Index)
                        .Select(part => (Result(job, part), part.ChunkOf().BeginMicroseconds)),
                ],
                Source = layout.Absolute(job.SourcePath),
                PictureStream = settings.Video.SourceStream,
                PictureOffset = job.PictureOffset ?? TimeSpan.Zero,
                Tracks = job.Parts.Find(part => part.Kind == PartKind.Tracks) is { } tracks ? Result(job, tracks) : null,
                Streams = [.. settings.Streams.Select(stream => (stream.SourceStream, stream.Dispositions is { } marks ? DispositionNames.Of(marks) : null))],
                Format = ResultRules.FormatName(settings.Container),
                Destination = joined,
            },
            cancellationToken);
        if (FfmpegFaults.IsDiskFull(ended.ErrorTail))
        {
            File.Delete(joined);
            throw new IOException($"There is no room in work/ to join the pieces of {job.SourcePath}: {FfmpegFaults.Telling(ended.ErrorTail)}");
        }

        return ended is { Succeeded: true, ErrorEmpty: true } ? null
            : new JoinFailure($"ffmpeg could not join the pieces: {ended.Words}", FfmpegFaults.Classify(ended.ExitCode, ended.ErrorTail) is FfmpegFault.Machine);
    }

    private string Result(Job job, Part part) => files.Accepted(job, part.AcceptedExecutionId!.Value);
}
