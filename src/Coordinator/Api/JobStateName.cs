using System.Text.Json;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>How the API and the command line write the state of a job: "waiting", "completed".</summary>
public static class JobStateName
{
    public static string Of(JobState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>Null when it names no state; case does not matter.</summary>
    public static JobState? Parse(string text) => Enum.GetValues<JobState>()
        .Select(state => (JobState?)state)
        .FirstOrDefault(state => string.Equals(state.ToString(), text, StringComparison.OrdinalIgnoreCase));
}
