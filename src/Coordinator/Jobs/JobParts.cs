using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Finds attempts and executions among the parts of a loaded job, and what is left to do for them.</summary>
internal static class JobParts
{
    public static Attempt? FindAttempt(this Job job, Guid attemptId) =>
        job.Parts.SelectMany(part => part.Attempts).FirstOrDefault(attempt => attempt.Id == attemptId);

    public static (Execution Execution, Part Part)? FindExecution(this Job job, Guid executionId) =>
        job.Parts.SelectMany(part => part.Attempts.SelectMany(attempt => attempt.Executions), (part, execution) => (execution, part))
            .Where(pair => pair.execution.Id == executionId)
            .Select(pair => ((Execution, Part)?)pair).FirstOrDefault();

    public static Part PartOf(this Job job, Attempt attempt) => job.Parts.Single(part => part.Attempts.Contains(attempt));

    public static Attempt AttemptOf(this Job job, Execution execution) =>
        job.Parts.SelectMany(part => part.Attempts).Single(attempt => attempt.Executions.Contains(execution));

    public static (Execution Execution, bool Added) FindOrAdd(
        this Attempt attempt, Guid executionId, Guid encoderId, string encoderName, DateTimeOffset now)
    {
        if (attempt.Executions.Find(execution => execution.Id == executionId) is { } known)
        {
            return (known, false);
        }

        var added = new Execution { Id = executionId, EncoderId = encoderId, EncoderName = encoderName, StartedAt = now };
        attempt.Executions.Add(added);
        attempt.State = AttemptState.Started;
        return (added, true);
    }

    /// <summary>Its encoder may still report.</summary>
    public static bool IsOpen(this Execution execution) =>
        execution.State is ExecutionState.Running or ExecutionState.Lost or ExecutionState.Vanished;

    public static bool IsWorkedOn(this Attempt attempt) => attempt.Executions.Exists(execution => execution.State == ExecutionState.Running);

    public static bool IsWorkedOn(this Part part) => part.Attempts.Exists(IsWorkedOn);

    /// <summary>Something of it is ordered or worked on.</summary>
    public static bool HasWork(this Part part) => part.Attempts.Exists(attempt => attempt.State != AttemptState.Ended);

    /// <summary>A result of it waits to be proven.</summary>
    public static bool IsDelivered(this Part part) =>
        part.Attempts.Exists(attempt => attempt.Executions.Exists(execution => execution.State == ExecutionState.Delivered));

    /// <summary>
    /// How often the work failed so; of failures that blame the source, only one of each encoder counts where others live. Who found a chunk of
    /// the film damaged has blamed its source already.
    /// </summary>
    public static int Failures(this Job job, Part part, FailureKind kind, bool othersLive)
    {
        var blaming = part.Blaming(kind).Concat(kind is FailureKind.BadSource ? job.Suspicions.Split('\n', StringSplitOptions.RemoveEmptyEntries) : []);
        return othersLive && kind is (FailureKind.BadSource or FailureKind.CheckFailed) ? blaming.Distinct().Count() : blaming.Count();
    }

    /// <summary>Whose executions failed so, once for each.</summary>
    public static IEnumerable<string> Blaming(this Part part, FailureKind kind) => part.Attempts.SelectMany(attempt => attempt.Executions)
        .Where(execution => execution.FailureKind == kind && execution.State != ExecutionState.Excused)
        .Select(execution => execution.EncoderName);
}
