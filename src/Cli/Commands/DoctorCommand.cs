using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Cli.Doctor;
using Transcoder.Cli.Embedded;
using Transcoder.Cli.Terminal;
using Transcoder.Encoder;
using Transcoder.Encoder.Preflight;

namespace Transcoder.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Checks what this machine needs as a coordinator and as an encoder; settings as for those commands");
        command.TakeSettings();
        command.SetAction((result, cancellationToken) => RunAsync(Settings.Of(result), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(settings);
        builder.LogQuietly(verbose: false);
        var root = builder.Configuration["Storage:Root"];
        builder.AddEncoder();
        CoordinatorChecks.AddSettings(builder);
        using var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        var encoder = host.Services.GetRequiredService<EncoderPreflight>().RunAsync(cancellationToken);
        var coordinator = CoordinatorChecks.RunAsync(host.Services, root, cancellationToken);
        CheckResult[] results = [.. await encoder, .. await coordinator];
        foreach (var result in results)
        {
            Console.WriteLine($"{(result.Ok ? result.Cure is null ? "ok  " : "warn" : "FAIL")} {result.Name}: {result.Detail}");
            if (result.Cure is { } cure)
            {
                Console.WriteLine($"       {cure}");
            }
        }

        return results.All(result => result.Ok) ? ExitCodes.Done : ExitCodes.Failed;
    }
}
