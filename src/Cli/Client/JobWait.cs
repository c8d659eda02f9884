using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Client;

/// <summary>Waits until a job has ended, and says what becomes of it.</summary>
internal static class JobWait
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    // A coordinator that starts anew, on a machine that does, too, goes on with its jobs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <exception cref="CommandException">The job is not known, or nobody was there to ask for ten minutes.</exception>
    public static async Task<int> RunAsync(ApiClient api, Guid id, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, TimeProvider.System);
        var (heard, away) = (TimeProvider.System.GetTimestamp(), false);
        JobState? shown = null;
        while (true)
        {
            try
            {
                var job = (await api.JobAsync(id.ToString(), cancellationToken)).Job;
                (heard, away) = (TimeProvider.System.GetTimestamp(), false);
                if (job.State != shown)
                {
                    shown = job.State;
                    Console.WriteLine($"{JobStateName.Of(job.State)}{(job.Reason is { } reason ? ": " + reason : "")}");
                }

                if (JobTransitions.IsFinal(job.State))
                {
                    return JobTransitions.HasResult(job.State) ? ExitCodes.Done : ExitCodes.Failed;
                }
            }
            catch (CommandException silent) when (silent.ExitCode == ExitCodes.Unavailable && TimeProvider.System.GetElapsedTime(heard) < Patience)
            {
                if (!away)
                {
                    away = true;
                    await Console.Error.WriteLineAsync($"{silent.Message} Waiting for it ...");
                }
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
