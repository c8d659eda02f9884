using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create()
    {
        var id = Values.JobId();
        var command = new Command("cancel", "Ends a job; its source stays where it is") { id };
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            await api.PostAsync($"/api/jobs/{result.GetValue(id)}/cancel", cancellationToken);
            Console.WriteLine("Cancelled");
            return ExitCodes.Done;
        });
        return command;
    }
}
