using System.CommandLine;
using System.Text.Json;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Commands;

internal static class JobCommand
{
    public static Command Create()
    {
        var id = Values.JobId();
        var json = new Option<bool>("--json") { Description = "As the API answers it" };
        var command = new Command("job", "Shows everything that is known of one job") { id, json };
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            var detail = await api.JobAsync(result.GetValue(id).ToString(), cancellationToken);
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(detail, ApiJson.Default.JobDetail));
            }
            else
            {
                Print(detail);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(JobDetail detail)
    {
        var job = detail.Job;
        Console.WriteLine($"{job.Id} {JobStateName.Of(job.State)}{(job.Reason is { } reason ? ": " + reason : "")}");
        Console.WriteLine($"  source    {job.Source} ({Show.Bytes(job.SourceBytes)}){(detail.SourceNow is { } now ? $", now {now}" : "")}");
        Console.WriteLine($"  profile   {job.Profile}, priority {job.Priority}");
        if (job.Output is not null)
        {
            Console.WriteLine($"  output    {job.Output}{(job.OutputBytes is { } bytes ? $" ({Show.Bytes(bytes)})" : "")}");
        }

        foreach (var note in detail.Notes)
        {
            Console.WriteLine($"  note      {note}");
        }

        foreach (var execution in detail.Parts.SelectMany(part => part.Attempts).SelectMany(attempt => attempt.Executions))
        {
            Console.WriteLine($"  execution {execution.State} on {execution.Encoder}{Progress(execution)}");
        }

        foreach (var entry in detail.Timeline)
        {
            Console.WriteLine($"  {Show.Moment(entry.At)}  {entry.Text}");
        }

        foreach (var line in detail.LogTail)
        {
            Console.WriteLine($"  | {line}");
        }
    }

    private static string Progress(ExecutionView execution) => execution.Progress is { } progress
        ? $": {progress.Phase} {Show.Number(progress.Percent)} %, {Show.Number(progress.FramesPerSecond)} fps, "
            + $"{Show.Time(progress.RemainingSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null)} left"
        : execution.Reason is { } reason ? $": {reason}" : "";
}
