using System.Globalization;
using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// What happens to a job that is encoded in pieces. It stays active until every piece has a proven result, is verified while these are joined,
/// and is encoded whole where a piece or the joined film cannot be proven. As with <see cref="JobLife"/>, every method may be called twice, late
/// or out of order.
/// </summary>
public static class PieceLife
{
    /// <summary>Where in the film a chunk is.</summary>
    public static Chunk ChunkOf(this Part part) =>
        JsonSerializer.Deserialize<Chunk>(part.Chunk ?? throw new InvalidOperationException($"Part {part.Id} is no chunk"))!;

    /// <summary>True for a job of several parts.</summary>
    public static bool IsInPieces(this Job job) => job.Chunks > 0;

    /// <summary>Every part has a proven result.</summary>
    public static bool IsComplete(this Job job) => job.Parts.TrueForAll(part => part.AcceptedExecutionId is not null);

    /// <summary>Orders a chunk for the first time, or notes that it was cut anew.</summary>
    public static bool CutMade(this Job job, Guid partId, long bytes, string sha256, DateTimeOffset now)
    {
        if (job.Parts.Find(part => part.Id == partId) is not { } part || !job.Wants(partId))
        {
            return false;
        }

        (part.CutBytes, part.CutSha256) = (bytes, sha256);
        if (part.Attempts.Count == 0)
        {
            part.Attempts.Add(FirstAttempt(now));
        }

        return true;
    }

    /// <summary>Orders a chunk a second time beside its slow execution, from any other encoder.</summary>
    public static bool Race(this Job job, Guid executionId, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Running } slow, { Kind: PartKind.Chunk, Raced: false } part)
            || !job.Wants(part.Id) || part.Attempts.Exists(attempt => attempt.State is AttemptState.Pending or AttemptState.Published))
        {
            return false;
        }

        part.Raced = true;
        part.Attempts.Add(new Attempt
        {
            Id = Guid.CreateVersion7(now),
            Number = part.Current.Number + 1,
            NotBefore = now,
            AvoidEncoders = slow.EncoderName,
        });
        job.Note(string.Create(CultureInfo.InvariantCulture, $"Chunk {part.Index + 1} is slow on {slow.EncoderName}: another encoder tries it, too"), now);
        return true;
    }

    /// <summary>Takes a proven result of a piece. The last one lets the job be joined.</summary>
    public static bool AcceptPiece(this Job job, Guid executionId, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Delivered } execution, var part) || !job.Wants(part.Id))
        {
            return false;
        }

        part.Take(execution, now);
        job.FramesDone += part.Kind == PartKind.Chunk ? part.ChunkOf().Frames : 0;
        if (job.IsComplete())
        {
            job.Move(JobEvent.ResultArrived, now, "All pieces are proven");
        }

        return true;
    }

    /// <summary>Takes the joined, proven film. The output is published afterwards.</summary>
    public static bool AcceptJoined(this Job job, long bytes, string sha256, DateTimeOffset now)
    {
        if (!job.IsInPieces() || !job.Move(JobEvent.ResultVerified, now, "The joined film is proven"))
        {
            return false;
        }

        (job.OutputBytes, job.OutputSha256) = (bytes, sha256);
        return true;
    }

    /// <summary>Ends the job with a joined film that is not smaller than the source.</summary>
    public static bool JoinedNotSmaller(this Job job, long bytes, DateTimeOffset now) => job.IsInPieces() && job.Finish(
        JobEvent.ResultNotSmaller, null,
        string.Create(CultureInfo.InvariantCulture, $"The result has {bytes} bytes, and the source only {job.SourceBytes}: it stays as it is"), now);

    /// <summary>Gives the pieces up, whatever is still worked on, and orders the film as a whole.</summary>
    /// <param name="suspects">Who found the film damaged, each as often as that: see <see cref="Job.Suspicions"/>.</param>
    public static bool GoWhole(this Job job, string reason, DateTimeOffset now, params IEnumerable<string> suspects)
    {
        if (!job.IsInPieces() || !job.Move(JobEvent.AttemptRetried, now, $"{reason} The film is encoded whole."))
        {
            return false;
        }

        job.Suspicions = string.Join('\n', suspects);
        job.Parts.Clear();
        job.Parts.Add(Whole(now));
        (job.Chunks, job.Toolchain, job.PictureOffset, job.Rotation, job.FramesDone) = (0, null, null, null, 0);
        return true;
    }

    /// <summary>Fixes with which tools all pieces are made. The first word stands.</summary>
    public static bool UseTools(this Job job, string toolchain)
    {
        if (job.State != JobState.Active || !job.IsInPieces() || job.Toolchain is not null)
        {
            return false;
        }

        job.Toolchain = toolchain;
        return true;
    }

    /// <summary>Gives up what was made of the pieces with tools that nobody has any more: all of them are made anew, with others.</summary>
    public static bool BeginAnew(this Job job, string gone, DateTimeOffset now)
    {
        if (!job.IsInPieces() || job.Toolchain != gone || job.State != JobState.Active)
        {
            return false;
        }

        foreach (var part in job.Parts)
        {
            part.Attempts.Clear();
            (part.AcceptedExecutionId, part.Raced) = (null, false);
            if (part.Kind == PartKind.Tracks)
            {
                part.Attempts.Add(FirstAttempt(now));
            }
        }

        (job.Toolchain, job.FramesDone) = (null, 0);
        return job.Move(JobEvent.AttemptRetried, now, "No encoder has the tools any more that its pieces were made with: all of them are made anew with others");
    }

    internal static IEnumerable<Part> PartsOf(JobPlan plan, DateTimeOffset now)
    {
        if (plan.Chunks is not { } chunks)
        {
            return [Whole(now)];
        }

        var parts = chunks.Select((chunk, index) => new Part
        {
            Id = Guid.CreateVersion7(now),
            Kind = PartKind.Chunk,
            Index = index,
            Chunk = JsonSerializer.Serialize(chunk),
        });
        return plan.Settings.Streams.All(stream => stream.Codec == StreamCodec.Copy) ? parts : parts.Append(Tracks(chunks.Count, now));
    }

    /// <summary>Nobody waits for the part's other executions any more: they are dead or soon cancelled.</summary>
    internal static void Take(this Part part, Execution execution, DateTimeOffset now)
    {
        execution.State = ExecutionState.Accepted;
        part.AcceptedExecutionId = execution.Id;
        foreach (var twin in part.Attempts.SelectMany(attempt => attempt.Executions).Where(other => other.State == ExecutionState.Running))
        {
            twin.State = ExecutionState.Lost;
            twin.EndedAt = now;
        }

        // An order that nobody has begun is of no use either; who begins it all the same is told to stop.
        part.Attempts.ForEach(attempt => attempt.State = AttemptState.Ended);
    }

    private static Part Whole(DateTimeOffset now) => Ordered(new Part { Id = Guid.CreateVersion7(now), Kind = PartKind.Whole, Index = 0 }, now);

    private static Part Tracks(int index, DateTimeOffset now) =>
        Ordered(new Part { Id = Guid.CreateVersion7(now), Kind = PartKind.Tracks, Index = index }, now);

    private static Part Ordered(Part part, DateTimeOffset now)
    {
        part.Attempts.Add(FirstAttempt(now));
        return part;
    }

    private static Attempt FirstAttempt(DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), Number = 1, NotBefore = now };
}
