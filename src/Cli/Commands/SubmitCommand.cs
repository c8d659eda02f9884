using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Commands;

internal static class SubmitCommand
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A file below incoming/, such as incoming/av1/film.mov" };
        var profile = new Option<string?>("--profile") { Description = "Profile; default: the file's first folder, else the default profile", HelpName = "NAME" };
        var priority = new Option<int>("--priority") { Description = "-100 to 100; higher goes first", HelpName = "N" };
        var wait = new Option<bool>("--wait") { Description = "Wait until the job has ended; the exit code tells how" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be made of the file, and about how large it gets; nothing is written" };
        var command = new Command("submit", "Asks a coordinator to transcode a file") { path, profile, priority, wait, dryRun };
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            var request = new SubmitRequest
            {
                Path = result.GetRequiredValue(path),
                Profile = result.GetValue(profile),
                Priority = result.GetValue(priority),
            };
            if (result.GetValue(dryRun))
            {
                Print(request, await api.PreviewAsync(request, cancellationToken));
                return ExitCodes.Done;
            }

            var answer = await api.SubmitAsync(request, cancellationToken);
            Console.WriteLine(answer.Added ? $"{answer.Id}" : $"{answer.Id} (known already)");
            return result.GetValue(wait) ? await WaitAsync(api, answer.Id, cancellationToken) : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(SubmitRequest request, PreviewAnswer preview)
    {
        Console.WriteLine($"{request.Path} -> {preview.Output} ({preview.Profile})");
        foreach (var sentence in preview.Sentences)
        {
            Console.WriteLine($"  {sentence}");
        }

        Console.WriteLine($"  {Show.Estimate(preview.EstimatedBytes, preview.SourceBytes)}");
    }

    private static async Task<int> WaitAsync(ApiClient api, Guid id, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, TimeProvider.System);
        JobState? shown = null;
        while (true)
        {
            var job = (await api.JobAsync(id.ToString(), cancellationToken)).Job;
            if (job.State != shown)
            {
                shown = job.State;
                Console.WriteLine($"{JobStateName.Of(job.State)}{(job.Reason is { } reason ? ": " + reason : "")}");
            }

            if (JobTransitions.IsFinal(job.State))
            {
                return JobTransitions.HasResult(job.State) ? ExitCodes.Done : ExitCodes.Failed;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
