using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("ID") { Description = "Of the job, as `jobs` shows it" };
        var url = UrlOption.Create();
        var command = new Command("cancel", "Ends a job; its source stays where it is") { id, url };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = new ApiClient(result.GetRequiredValue(url));
            await api.PostAsync($"/api/jobs/{result.GetValue(id)}/cancel", cancellationToken);
            Console.WriteLine("Cancelled");
            return ExitCodes.Done;
        });
        return command;
    }
}
