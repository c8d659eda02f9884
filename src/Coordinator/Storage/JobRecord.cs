using System.Text.Json;
using System.Text.Json.Serialization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Storage;

/// <summary>What is kept beside the results of a job that is or will be final, so that a lost database can be made again.</summary>
public sealed record JobRecord
{
    public required Guid JobId { get; init; }

    /// <summary>Final, or committing: then the output may or may not stand under its name.</summary>
    public required JobState State { get; init; }

    public required SourceFateState Fate { get; init; }

    public required string SourcePath { get; init; }

    public required string SourceIdentity { get; init; }

    public required long SourceBytes { get; init; }

    public string? SourceSha256 { get; init; }

    public long? SourceFrames { get; init; }

    public string? SourceNow { get; init; }

    public required string Profile { get; init; }

    public int Priority { get; init; }

    public string? Settings { get; init; }

    public string? SettingsHash { get; init; }

    public string? OutputPath { get; init; }

    public long? OutputBytes { get; init; }

    public string? OutputSha256 { get; init; }

    /// <summary>The execution whose result was taken, or the job whose pieces were joined: the result's name while it was in <c>work/</c>.</summary>
    public Guid? AcceptedExecutionId { get; init; }

    public string? Encoder { get; init; }

    public string? Reason { get; init; }

    public FailureKind? FailureKind { get; init; }

    /// <summary>What changed on the way, a sentence each; null in a record that was written before it held them.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <param name="job">With its parts; committing or final.</param>
    public static JobRecord Of(Job job)
    {
        var accepted = job.Parts.SelectMany(part => part.Attempts).SelectMany(attempt => attempt.Executions)
            .FirstOrDefault(execution => execution.State == ExecutionState.Accepted);
        return new JobRecord
        {
            JobId = job.Id,
            State = job.State,
            Fate = job.Fate,
            SourcePath = job.SourcePath,
            SourceIdentity = job.SourceIdentity,
            SourceBytes = job.SourceBytes,
            SourceSha256 = job.SourceSha256,
            SourceFrames = job.SourceFrames,
            SourceNow = job.SourceNow,
            Profile = job.Profile,
            Priority = job.Priority,
            Settings = job.Settings,
            SettingsHash = job.SettingsHash,
            OutputPath = job.OutputPath,
            OutputBytes = job.OutputBytes,
            OutputSha256 = job.OutputSha256,
            AcceptedExecutionId = accepted is not null && job.IsInPieces() ? job.Id : accepted?.Id,
            Encoder = accepted?.EncoderName,
            Reason = job.Reason,
            FailureKind = job.FailureKind,
            Notes = job.NoteLines,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            FinishedAt = job.FinishedAt,
        };
    }

    /// <summary>The job as far as it is recorded: of its parts only the one whose result was taken.</summary>
    public Job ToJob(DateTimeOffset now)
    {
        var job = new Job
        {
            Id = JobId,
            State = State,
            Announced = State,
            Fate = Fate,
            SourcePath = SourcePath,
            SourceIdentity = SourceIdentity,
            SourceBytes = SourceBytes,
            SourceSha256 = SourceSha256,
            SourceFrames = SourceFrames,
            SourceNow = SourceNow,
            Profile = Profile,
            Priority = Priority,
            Settings = Settings,
            SettingsHash = SettingsHash,
            OutputPath = OutputPath,
            OutputBytes = OutputBytes,
            OutputSha256 = OutputSha256,
            Reason = Reason,
            FailureKind = FailureKind,
            Notes = Notes is [_, ..] ? string.Join('\n', Notes) : null,
            CreatedAt = CreatedAt,
            StartedAt = StartedAt,
            FinishedAt = FinishedAt,
        };
        job.Timeline.Add(new TimelineEntry { At = now, Text = "Restored from its record: the database was lost" });
        if (AcceptedExecutionId is { } executionId)
        {
            job.Parts.Add(AcceptedPart(executionId, now));
        }

        return job;
    }

    private Part AcceptedPart(Guid executionId, DateTimeOffset now)
    {
        var part = new Part { Id = Guid.CreateVersion7(now), Kind = PartKind.Whole, Index = 0, AcceptedExecutionId = executionId };
        var attempt = new Attempt { Id = Guid.CreateVersion7(now), Number = 1, State = AttemptState.Ended, NotBefore = CreatedAt };
        attempt.Executions.Add(new Execution
        {
            Id = executionId,
            EncoderId = Guid.Empty,
            EncoderName = Encoder ?? "unknown",
            State = ExecutionState.Accepted,
            StartedAt = StartedAt ?? CreatedAt,
            ResultBytes = OutputBytes,
            ResultSha256 = OutputSha256,
            SourceSha256 = SourceSha256,
        });
        part.Attempts.Add(attempt);
        return part;
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Default.JobRecord);

    /// <exception cref="JsonException">It is no record.</exception>
    public static JobRecord Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, RecordJson.Default.JobRecord) ?? throw new JsonException("The record is empty");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
