using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>Jobs and messages for tests, with everything that does not matter filled in.</summary>
internal static class JobBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly EncodeSettings Settings = new()
    {
        Container = OutputContainer.Mp4,
        Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.H264, Crf = 23, Preset = "medium" },
        Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }],
    };

    public static Job Waiting() => new()
    {
        Id = Guid.CreateVersion7(Now),
        SourcePath = "incoming/film.mov",
        SourceIdentity = "1:2:3",
        SourceBytes = 2,
        Profile = "h264",
        Priority = 0,
        CreatedAt = Now,
    };

    public static Job Active()
    {
        var job = Waiting();
        job.Plan(new JobPlan(Settings, TimeSpan.FromSeconds(30), 720, []), "film.mp4", Now);
        return job;
    }

    public static Attempt Attempt(this Job job) => job.Parts.Single().Current;

    /// <param name="part">Null is the only one.</param>
    public static TranscodeStarted Starts(this Job job, string encoder = "alpha", Guid? execution = null, Part? part = null) => new()
    {
        JobId = job.Id,
        PartId = (part ?? job.Parts.Single()).Id,
        AttemptId = (part ?? job.Parts.Single()).Current.Id,
        ExecutionId = execution ?? Guid.NewGuid(),
        EncoderId = Guid.NewGuid(),
        EncoderName = encoder,
        StartedAt = Now,
    };

    public static TranscodeHandedBack HandsBack(this Job job, TranscodeStarted started) => new()
    {
        JobId = job.Id,
        PartId = started.PartId,
        AttemptId = started.AttemptId,
        ExecutionId = started.ExecutionId,
        EncoderId = started.EncoderId,
        EncoderName = started.EncoderName,
    };

    /// <inheritdoc cref="Starts"/>
    public static TranscodeCompleted Completes(this Job job, Guid? execution = null, string encoder = "alpha", Part? part = null) => new()
    {
        JobId = job.Id,
        PartId = (part ?? job.Parts.Single()).Id,
        AttemptId = (part ?? job.Parts.Single()).Current.Id,
        ExecutionId = execution ?? Guid.NewGuid(),
        EncoderId = Guid.NewGuid(),
        EncoderName = encoder,
        SourceSha256 = new string('a', 64),
        SettingsHash = job.SettingsHash ?? "none",
        ResultPath = "work/x/y.mp4",
        ResultBytes = 1,
        ResultSha256 = new string('b', 64),
        Frames = 720,
        EncodeTime = TimeSpan.FromSeconds(1),
    };

    /// <inheritdoc cref="Starts"/>
    public static TranscodeFailed Fails(this Job job, FailureKind kind, string encoder = "alpha", Guid? execution = null, Part? part = null) => new()
    {
        JobId = job.Id,
        PartId = (part ?? job.Parts.Single()).Id,
        AttemptId = (part ?? job.Parts.Single()).Current.Id,
        ExecutionId = execution ?? Guid.NewGuid(),
        EncoderId = Guid.NewGuid(),
        EncoderName = encoder,
        Kind = kind,
        Reason = "It went wrong.",
    };
}
