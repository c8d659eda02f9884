using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Makes the message of an attempt.</summary>
internal sealed class OrderWriter(StorageLayout layout, EncoderFleet fleet, IOptions<CommitOptions> options)
{
    /// <summary>
    /// The order; null while an encoder that may not have it is the only free one and another one lives, and while nobody but distrusted ones lives.
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

        return new TranscodeRequested
        {
            JobId = job.Id,
            PartId = part.Id,
            AttemptId = attempt.Id,
            Attempt = attempt.Number,
            SourcePath = job.SourcePath,
            SourceBytes = job.SourceBytes,
            ResultFolder = layout.WorkFolder(job.Id),
            Settings = SettingsJson.Read(job.Settings ?? throw new InvalidOperationException($"Job {job.Id} is active without settings")),
            SettingsHash = job.SettingsHash!,
            Endpoints = layout.Endpoints,
            ExpectedFrames = job.ExpectedFrames,
            Duration = job.Duration,
            MaximumBytes = options.Value.IfLarger == LargerResult.Discard ? job.SourceBytes : null,
            AvoidEncoders = [.. avoid.Union(distrusted)],
        };
    }
}
