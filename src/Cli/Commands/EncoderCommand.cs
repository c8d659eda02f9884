using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Transcoder.Broker;
using Transcoder.Cli.Embedded;
using Transcoder.Cli.Terminal;
using Transcoder.Encoder;

namespace Transcoder.Cli.Commands;

internal static class EncoderCommand
{
    public static Command Create()
    {
        var command = new Command("encoder", "Runs an encoder over RabbitMQ; settings as --Section:Key=value, environment or appsettings.json");
        command.TakeSettings();
        command.SetAction((result, _) => RunAsync(Settings.Of(result)));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings)
    {
        var builder = Host.CreateApplicationBuilder(settings);
        builder.AddEncoderService();
        using var host = builder.Build();
        await host.RunToItsEndAsync();
        return ExitCodes.Done;
    }
}
