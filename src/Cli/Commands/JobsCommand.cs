using System.CommandLine;
using System.Text.Json;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Commands;

internal static class JobsCommand
{
    public static Command Create()
    {
        var state = new Option<string?>("--state") { Description = "Only jobs in this state", HelpName = "STATE" };
        var limit = Values.Number("--limit", "At most so many jobs, 1 to 1000", 100);
        var json = new Option<bool>("--json") { Description = "As the API answers it" };
        var command = new Command("jobs", "Lists jobs, newest first, and what was saved") { state, limit, json };
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            var filter = result.GetValue(state) is { } wanted ? $"&state={Uri.EscapeDataString(wanted)}" : "";
            var page = await api.GetAsync($"/api/jobs?limit={result.GetValue(limit)}{filter}", ApiJson.Default.JobPage, cancellationToken);
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(page, ApiJson.Default.JobPage));
            }
            else
            {
                Print(page);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(JobPage page)
    {
        if (page.Jobs.Count > 0)
        {
            var table = Tables.New("Id", "State", "Done", "Profile", "Source", "Bytes", "Result", "Reason");
            foreach (var job in page.Jobs)
            {
                table.Row(job.Id.ToString(), JobStateName.Of(job.State), job.Progress is { } progress ? $"{Show.Number(progress.Percent, "0")} %" : "",
                    job.Profile, job.Source, Show.Bytes(job.SourceBytes), job.OutputBytes is { } bytes ? Show.Bytes(bytes) : "", job.Reason);
            }

            table.Print();
        }

        var counts = page.Totals.Counts.Where(count => count.Value > 0).Select(count => $"{count.Value} {count.Key}");
        Console.WriteLine($"Jobs: {string.Join(", ", counts.DefaultIfEmpty("none"))}");
        Console.WriteLine($"Saved: {Show.Bytes(page.Totals.BytesSaved)} ({Show.Bytes(page.Totals.SourceBytes)} became {Show.Bytes(page.Totals.OutputBytes)})");
        if (page.Next is not null)
        {
            Console.WriteLine($"Only the newest {page.Jobs.Count} are shown; --limit shows more.");
        }
    }
}
