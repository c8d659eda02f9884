using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Transcoder.Broker;
using Transcoder.Cli.Embedded;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator;

namespace Transcoder.Cli.Commands;

internal static class CoordinatorCommand
{
    public static Command Create()
    {
        var command = new Command("coordinator", "Runs the coordinator over RabbitMQ; settings as --Section:Key=value, environment or appsettings.json");
        command.TakeSettings();
        command.SetAction((result, _) => RunAsync(Settings.Of(result)));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddCoordinatorService();
        await using var app = builder.Build();
        app.MapCoordinator();
        await app.RunToItsEndAsync();
        return ExitCodes.Done;
    }
}
