using System.Text.Json;

namespace Transcoder.Coordinator.Jobs;

/// <summary>How people and scripts are told the state of a job: "waiting", "completed".</summary>
public static class JobStateName
{
    public static string Of(JobState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>Null when it names no state; case does not matter.</summary>
    public static JobState? Parse(string text) => Enum.GetValues<JobState>()
        .Select(state => (JobState?)state)
        .FirstOrDefault(state => string.Equals(state.ToString(), text, StringComparison.OrdinalIgnoreCase));
}
