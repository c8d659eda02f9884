namespace Transcoder.Coordinator.Jobs;

/// <summary>Finds attempts and executions among the parts of a loaded job.</summary>
internal static class JobParts
{
    public static Attempt? FindAttempt(this Job job, Guid attemptId) =>
        job.Parts.SelectMany(part => part.Attempts).FirstOrDefault(attempt => attempt.Id == attemptId);

    public static (Execution Execution, Part Part)? FindExecution(this Job job, Guid executionId) =>
        job.Parts.SelectMany(part => part.Attempts.SelectMany(attempt => attempt.Executions), (part, execution) => (execution, part))
            .Where(pair => pair.execution.Id == executionId)
            .Select(pair => ((Execution, Part)?)pair).FirstOrDefault();

    public static (Execution Execution, bool Added) FindOrAdd(
        this Attempt attempt, Guid executionId, Guid encoderId, string encoderName, DateTimeOffset now)
    {
        if (attempt.Executions.Find(execution => execution.Id == executionId) is { } known)
        {
            return (known, false);
        }

        var added = new Execution { Id = executionId, EncoderId = encoderId, EncoderName = encoderName, StartedAt = now };
        attempt.Executions.Add(added);
        if (attempt.State is AttemptState.Pending or AttemptState.Published)
        {
            attempt.State = AttemptState.Started;
        }

        return (added, true);
    }
}
