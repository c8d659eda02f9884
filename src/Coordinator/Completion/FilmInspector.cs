using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>Holds a whole film against its order and the coordinator's own list of the source's frames and tracks of sound.</summary>
internal sealed class FilmInspector(FfprobeClient ffprobe, SourceReader reader, StorageLayout layout)
{
    /// <param name="job">Whose source is listed.</param>
    /// <param name="path">Of the film, absolute.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <returns>One sentence; null when it is the source, whole, as ordered.</returns>
    public async Task<string?> ProblemAsync(Job job, string path, CancellationToken cancellationToken)
    {
        // The picture is the first stream of every result; one that has it elsewhere fails by its frames.
        var header = ffprobe.ProbeWithFramesAsync(path, cancellationToken);
        var index = reader.ReadIndexAsync(path, 0, cancellationToken);
        await Task.WhenAll(header, index);
        if (await header is not ProbeOutcome.Probed { Probe: var probe })
        {
            return "The result cannot be read.";
        }

        var settings = SettingsJson.Read(job.Settings!);
        if (ResultRules.CheckStreams(settings, probe) is [_, ..] problems)
        {
            return string.Join(' ', problems);
        }

        var source = await reader.IndexAsync(job, cancellationToken);
        var result = await index;
        int[] sound = [.. probe.Streams.Where(stream => stream.Kind is MediaStreamKind.Audio).Select(stream => stream.Index)];
        if (Problem(source) is not { } problem)
        {
            return null;
        }

        // Packets are not frames in every file (edit lists, fields, packed frames), nor do they always tell when those are shown. Such a film is not
        // encoded in pieces. Nor is every packet of sound heard: decoders of WMA leave out the first one. Then the source is decoded once.
        var asListed = source.Picture.Times is not null && ResultRules.CheckFrames(source.Picture, result.Picture) is null;
        var decodes = (asListed && settings.Streams.Any(stream => stream is { Kind: StreamKind.Audio, Codec: not StreamCodec.Copy }))
            || (!job.IsInPieces()
                && (source.Picture.Times is null || source.Picture.Frames != result.Picture.Frames || await ClosesJumpsAsync(job, cancellationToken)));
        return !decodes || await reader.DecodedIndexAsync(job, source, cancellationToken) is not { } decoded ? problem
            : Problem(asListed ? source with { Others = decoded.Others } : decoded);

        string? Problem(FilmIndex film) => ResultRules.CheckFrames(film.Picture, result.Picture) ?? SoundRules.Check(settings, film, result, sound);
    }

    // Of these ffmpeg believes no jump of more than ten seconds, and none back.
    private async Task<bool> ClosesJumpsAsync(Job job, CancellationToken cancellationToken) =>
        await ffprobe.ProbeAsync(layout.Absolute(job.SourcePath), cancellationToken) is ProbeOutcome.Probed { Probe.Formats: var formats }
        && formats.Any(format => format is "mpegts" or "mpeg" or "ogg");
}
