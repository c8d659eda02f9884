using System.CommandLine;
using Transcoder.Cli.Embedded;

namespace Transcoder.Cli.Commands;

internal static class UpCommand
{
    public static Command Create()
    {
        var root = new Option<string?>("--root") { Description = "Folder of the farm, made when missing; default: Storage:Root, else ./media", HelpName = "DIR" };
        var encoders = Values.Number("--encoders", "Encoder slots in this process, 1 to 64; default: Encoder:Slots, else 1");
        var urls = new Option<string?>("--urls") { Description = "Where the API listens; default: http://127.0.0.1:8080", HelpName = "URLS" };
        var verbose = new Option<bool>("--verbose") { Description = "Log what happens, not only what goes wrong" };
        var command = new Command("up", "Runs a whole farm on a folder until Ctrl-C; settings as --Section:Key=value") { root, encoders, urls, verbose };
        command.TakeSettings();
        command.SetAction((result, _) => UpFarm.RunAsync(new UpRequest(
            result.GetValue(root), result.GetValue(encoders), result.GetValue(urls), result.GetValue(verbose), Settings.Of(result))));
        return command;
    }
}
