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
    /// The order; null while nobody but distrusted ones lives, while nobody has the tools of the job's pieces, and while others might take and decline it
    /// since no encoder that takes it is free.
    /// </summary>
    public TranscodeRequested? Write(Job job, Part part, Attempt attempt, WorkInHand inHand)
    {
        string[] avoid = attempt.AvoidEncoders.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var takers = fleet.Takers(job.Toolchain, avoid);
        if (takers.Count == 0)
        {
            // Better the same encoder again than nobody ever.
            avoid = [];
            takers = fleet.Takers(job.Toolchain, []);
        }

        var distrusted = fleet.Distrusted.Keys.ToList();
        if (takers.Count == 0 ? job.IsInPieces() || distrusted.Count > 0 : takers.Count < fleet.Takers(null, []).Count && FreeSlots(takers, job, inHand) <= 0)
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

    private static int FreeSlots(IEnumerable<EncoderStatus> takers, Job job, WorkInHand inHand) =>
        takers.Sum(taker => Math.Max(0, taker.Heartbeat.Slots - inHand.Encoders.GetValueOrDefault(taker.Heartbeat.EncoderId)))
        - (job.Toolchain is { } toolchain ? inHand.Waiting.GetValueOrDefault(toolchain) : 0);

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
