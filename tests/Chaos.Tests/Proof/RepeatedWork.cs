using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>Encodes that led to no result.</summary>
/// <param name="Executions">How many.</param>
/// <param name="EncodeSeconds">How long encoders worked on them, at most.</param>
internal readonly record struct RepeatedWork(int Executions, double EncodeSeconds)
{
    /// <summary>Of one job. Pure.</summary>
    /// <param name="executions">All of the job.</param>
    public static RepeatedWork Of(IReadOnlyList<ExecutionView> executions)
    {
        var whole = executions.FirstOrDefault(execution => execution.State == ExecutionState.Accepted)?.EncodeSeconds ?? double.MaxValue;
        var vain = executions.Where(execution => execution.State != ExecutionState.Accepted).ToList();
        // A silent execution may have died long before it was given up: nobody works longer on a film than it takes.
        return new RepeatedWork(
            vain.Count,
            vain.Sum(execution => execution.EncodeSeconds ?? Math.Min(whole, ((execution.EndedAt ?? execution.StartedAt) - execution.StartedAt).TotalSeconds)));
    }

    public static RepeatedWork operator +(RepeatedWork left, RepeatedWork right) =>
        new(left.Executions + right.Executions, left.EncodeSeconds + right.EncodeSeconds);
}
