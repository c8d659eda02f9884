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
        return await FramesProblemAsync(job, settings.Video.SourceStream, source.Picture, result.Picture, cancellationToken)
            ?? SoundRules.Check(settings, source, result, probe.Streams.Where(stream => stream.Kind is MediaStreamKind.Audio).Select(stream => stream.Index));
    }

    private async Task<string?> FramesProblemAsync(Job job, int stream, VideoIndex source, VideoIndex result, CancellationToken cancellationToken)
    {
        if (source.Frames == result.Frames)
        {
            return ResultRules.CheckFrames(source, result);
        }

        // Packets are not frames in every file (edit lists, fields, packed frames): then the source is decoded once and counted.
        var decoded = await ffprobe.CountDecodedFramesAsync(layout.Absolute(job.SourcePath), stream, cancellationToken);
        return decoded == result.Frames ? null : ResultRules.CheckFrames(source, result);
    }
}
