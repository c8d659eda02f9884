using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Makes the message of an attempt.</summary>
internal sealed class OrderWriter(StorageLayout layout, EncoderFleet fleet, IOptions<CommitOptions> options, IOptions<PlanningOptions> planning)
{
    /// <summary>
    /// The order; null while an encoder that may not have it is the only free one and another one lives, while nobody but distrusted ones lives, and while nobody has the job's tools.
    /// </summary>
    public TranscodeRequested? Write(Job job, Part part, Attempt attempt)
    {
        string[] avoid = attempt.AvoidEncoders.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!fleet.HasOtherThan(avoid))
        {
            // Better the same encoder again than nobody ever.
            avoid = [];
        }
        else if (avoid.Length > 0 && !fleet.HasFreeOtherThan(avoid))
        {
            return null;
        }

        var distrusted = fleet.Distrusted.Keys.ToList();
        if (distrusted.Count > 0 && !fleet.HasOtherThan([]))
        {
            return null;
        }

        if (job.Toolchain is { } toolchain && !fleet.HasToolchain(toolchain))
        {
            return null;
        }

        var chunk = part.Kind == PartKind.Chunk ? part.ChunkOf() : null;
        return new TranscodeRequested
        {
            JobId = job.Id,
            PartId = part.Id,
            AttemptId = attempt.Id,
            Attempt = attempt.Number,
            SourcePath = chunk is null ? job.SourcePath : layout.CutPath(job.Id, part.Id),
            SourceBytes = part.CutBytes ?? job.SourceBytes,
            Piece = Piece(job, part.Kind, chunk),
            ResultFolder = layout.WorkFolder(job.Id),
            Settings = SettingsJson.Read(job.Settings ?? throw new InvalidOperationException($"Job {job.Id} is active without settings")),
            SettingsHash = job.SettingsHash!,
            Endpoints = layout.Endpoints,
            ExpectedFrames = chunk?.Frames ?? job.ExpectedFrames,
            Duration = chunk is null ? job.Duration : null,
            MaximumBytes = options.Value.IfLarger == LargerResult.Discard && part.Kind == PartKind.Whole ? job.SourceBytes : null,

            // A piece of a damaged film fails, and the film is encoded whole.
            AcceptDamage = planning.Value.Damaged == DamagedRule.Accept && part.Kind == PartKind.Whole,
            Suspected = planning.Value.Damaged == DamagedRule.Refuse && part.Kind == PartKind.Whole && job.Suspicions.Length > 0,
            AvoidEncoders = [.. avoid.Union(distrusted)],
            Toolchain = job.Toolchain,
        };
    }

    private static PieceSettings? Piece(Job job, PartKind kind, Chunk? chunk) => kind switch
    {
        PartKind.Whole => null,
        PartKind.Tracks => new PieceSettings { Content = PieceContent.Tracks },
        _ => new PieceSettings
        {
            Content = PieceContent.Picture,
            Start = chunk!.Start,
            End = chunk.End,
            Frames = chunk.Frames,
            Rotation = job.Rotation,
        },
    };
}
