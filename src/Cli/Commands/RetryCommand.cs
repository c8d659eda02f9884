using System.CommandLine;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Commands;

internal static class RetryCommand
{
    public static Command Create()
    {
        var id = Values.JobId();
        var command = new Command("retry", "Starts a failed or cancelled job from the beginning") { id };
        var connection = Connection.Of(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var api = connection.Open(result);
            await api.PostAsync($"/api/jobs/{result.GetValue(id)}/retry", cancellationToken);
            Console.WriteLine("To be tried again");
            return ExitCodes.Done;
        });
        return command;
    }
}
