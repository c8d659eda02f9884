using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Planning;

/// <summary>What the planner makes of a source.</summary>
public abstract record PlanOutcome
{
    private PlanOutcome() { }

    public sealed record Planned(JobPlan Plan) : PlanOutcome;

    /// <param name="Reason">One sentence: why the source is good as it is.</param>
    public sealed record LeftAsItIs(string Reason) : PlanOutcome;

    /// <param name="Reason">One sentence: why no encode of this source with this profile can be right.</param>
    public sealed record Refused(string Reason) : PlanOutcome;
}
