using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;

namespace Transcoder.Cli.Commands;

internal static class SubmitCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A file below incoming/, such as incoming/av1/film.mov" };
        var profile = new Option<string?>("--profile") { Description = "Profile; default: the file's first folder, else the default profile", HelpName = "NAME" };
        var priority = Values.Number("--priority", "-100 to 100; higher goes first", 0);
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
            return result.GetValue(wait) ? await JobWait.RunAsync(api, answer.Id, cancellationToken) : ExitCodes.Done;
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
}
