using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Coordinator.Planning;

/// <summary>Decides whether a film is encoded in chunks. It reads a long film once for that, and decodes no more than where chunks begin.</summary>
internal sealed class ChunkPlanning(ChunkSourceReader reader, EncoderFleet fleet, IOptions<ChunkingOptions> options)
{
    private const string ChangesShape = "the picture changes its size or the shape of its pixels";

    /// <summary>True for a film that may have to be read for that. When its turn is depends on its length.</summary>
    /// <param name="plan">Of the film as a whole.</param>
    public bool IsLong(JobPlan plan) => options.Value.Mode != ChunkingMode.Never && Obstacle(plan) is null;

    /// <param name="plan">Of the film as a whole.</param>
    /// <param name="path">Of the source, absolute.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The plan with chunks, or with the reason why there are none.</returns>
    public async Task<JobPlan> ShareOutAsync(JobPlan plan, string path, CancellationToken cancellationToken)
    {
        var (mode, target) = (options.Value.Mode, options.Value.TargetLength);
        if (mode == ChunkingMode.Never)
        {
            return plan;
        }

        if (Obstacle(plan) is { } obstacle)
        {
            return Whole(plan, obstacle);
        }

        if (await reader.ReadAsync(path, plan.Settings.Video.SourceStream, cancellationToken) is not { } source)
        {
            return Whole(plan, "its packets cannot be listed");
        }

        if (source.Complaint is { } complaint)
        {
            return Whole(plan with { Suspected = true }, $"it is damaged: {complaint}");
        }

        switch (ChunkPlanner.Plan(source, target, options.Value.MinimumLength, fleet.SlotsWithSameTools))
        {
            case ChunkPlan.Chunks(var chunks, var offset):
                var forms = await reader.FormsAsync(path, plan.Settings.Video.SourceStream, chunks, cancellationToken);
                return forms.Count > 1 ? Whole(plan with { Notes = [.. plan.Notes, ShapeRules.Changed(forms)] }, ChangesShape) : plan with
                {
                    Notes = [.. plan.Notes, .. Beginning(source)],
                    Chunks = await FromIdrAsync(plan, path, source, chunks, cancellationToken),
                    PictureOffset = offset,
                    Rotation = source.Picture.Rotation,
                };
            case ChunkPlan.Whole { Reason: var reason }:
                return Whole(plan, reason);
            default:
                throw new InvalidOperationException("Unknown plan of chunks");
        }
    }

    // What makes frames of fields looks at the picture before, too.
    private async Task<IReadOnlyList<Chunk>> FromIdrAsync(
        JobPlan plan, string path, ChunkSource source, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken) =>
        plan.Settings.Video.Scan is Scan.Deinterlaced
            ? chunks : await reader.FromIdrAsync(path, source, chunks, cancellationToken);

    private string? Obstacle(JobPlan plan)
    {
        // A header that tells no duration may belong to the longest of films, and who has just started has heard of no encoder.
        var target = options.Value.TargetLength;
        return plan.Duration < 2 * target ? $"it is shorter than two chunks of {target}"
            : plan.ChangesShape ? ChangesShape
            : plan.Settings.Video.Shape is { Rotation: not null } ? "players are to turn its picture, which chunks cannot say"
            : options.Value.Mode == ChunkingMode.Auto && fleet.SlotsWithSameTools == 1
                ? fleet.Slots == 1 ? "there is only one encoder slot" : "no two encoder slots have the same tools"
            : null;
    }

    // Not every decoder complains of it when it gets the first chunk.
    private static IEnumerable<string> Beginning(ChunkSource source) =>
        !source.Packets[0].Key && CutOffBeginning.Of(source.Packets, source.TimeBase) is { } beginning ? [JobNote.Of(beginning.Words)] : [];

    private static JobPlan Whole(JobPlan plan, string reason) => plan with { WholeBecause = $"To be encoded whole: {reason}" };
}
