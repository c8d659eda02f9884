using System.Text;
using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>What the coordinator found in a source.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Index">Its frames and tracks.</param>
internal sealed record SourceContent(string Sha256, FilmIndex Index);

/// <summary>Reads a source whole, and keeps the list of its frames and that of its tracks in the job's work folder.</summary>
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
        await index.Picture.WriteAsync(text);
        AtomicFile.Replace(files.SourceIndex(job.Id), Encoding.ASCII.GetBytes(text.ToString()));
        AtomicFile.Replace(files.SourceTracks(job.Id), JsonSerializer.SerializeToUtf8Bytes(index.Others));
        return new SourceContent(sha256, index);
    }

    /// <summary>
    /// The lists that <see cref="ReadAsync"/> kept, or new ones where one was lost; of a film in pieces without the pictures at its beginning that the
    /// plan leaves out, since no decoder can make them.
    /// </summary>
    public async Task<FilmIndex> IndexAsync(Job job, CancellationToken cancellationToken)
    {
        var index = await KeptAsync(job, cancellationToken) ?? await ReadIndexAsync(layout.Absolute(job.SourcePath), Picture(job), cancellationToken);
        var chunks = job.Parts.Where(part => part.Kind == PartKind.Chunk).ToList();
        return chunks.Count == 0 ? index : index.Without(index.Picture.Frames - chunks.Sum(chunk => chunk.ChunkOf().Frames));
    }

    /// <summary>Lists the frames of one picture stream, and all other tracks; of a file that cannot be read to its end, those before.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="stream">The index over all kinds.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FilmIndex> ReadIndexAsync(string path, int stream, CancellationToken cancellationToken)
    {
        var builder = new FilmIndex.Builder(stream);
        var (_, clocks) = await ffprobe.ReadPacketsAsync(path, null, builder.Add, cancellationToken);
        return builder.Build(clocks);
    }

    /// <summary>Lists a source at the times that ffmpeg gives its decoded frames, and of sound that is encoded that which is heard.</summary>
    /// <returns>Null when it cannot be decoded.</returns>
    public async Task<FilmIndex?> DecodedIndexAsync(Job job, FilmIndex listed, CancellationToken cancellationToken)
    {
        var settings = SettingsJson.Read(job.Settings!);
        var builder = new FilmIndex.Builder(settings.Video.SourceStream);
        var (copied, heard) = (Sound(settings, copied: true), Sound(settings, copied: false));
        var (result, clocks) = await ffprobe.ReadFramesAsync(
            layout.Absolute(job.SourcePath), settings.Video.SourceStream, [.. copied.Except(heard)], heard, builder.Add, cancellationToken);
        if (!result.Succeeded)
        {
            return null;
        }

        // As many packets as the file has, whatever ffmpeg made of them; and of what is heard no block is left out any more.
        var packets = listed.Others.ToDictionary(track => track.Stream, track => track.Packets);
        var decoded = builder.Build(clocks);
        return decoded with
        {
            Others =
            [
                .. decoded.Others.Select(track => track with
                {
                    Packets = packets.GetValueOrDefault(track.Stream),
                    Block = heard.Contains(track.Stream) ? null : track.Block,
                }),
            ],
        };
    }

    private async Task<FilmIndex?> KeptAsync(Job job, CancellationToken cancellationToken)
    {
        if (!File.Exists(files.SourceIndex(job.Id)) || !File.Exists(files.SourceTracks(job.Id)))
        {
            return null;
        }

        using var kept = File.OpenText(files.SourceIndex(job.Id));
        return await VideoIndex.ReadAsync(kept, cancellationToken) is { } frames
            && JsonSerializer.Deserialize<IReadOnlyList<TrackIndex>>(await File.ReadAllBytesAsync(files.SourceTracks(job.Id), cancellationToken)) is { } tracks
            ? new FilmIndex(frames, tracks) : null;
    }

    private static IReadOnlyList<int> Sound(EncodeSettings settings, bool copied) =>
    [
        .. settings.Streams.Where(stream => stream.Kind is StreamKind.Audio && stream.Codec is StreamCodec.Copy == copied)
            .Select(stream => stream.SourceStream).Distinct(),
    ];

    private static int Picture(Job job) => SettingsJson.Read(job.Settings!).Video.SourceStream;
}
