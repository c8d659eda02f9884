using System.CommandLine;
using Transcoder.Cli.Embedded;
using Transcoder.Cli.Encoding;
using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Commands;

internal static class EncodeCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("INPUT") { Description = "Films; never touched", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "A folder, or with one input a file; default: the current folder", HelpName = "FILE_OR_DIR" };
        var profile = new Option<string?>("--profile") { Description = "How to encode; `profiles` lists them", HelpName = "NAME" };
        var encoders = Values.Number("--encoders", "Films encoded at once, 1 to 64", 1);
        var json = new Option<bool>("--json") { Description = "The last line of standard output is a JSON array with one result for each input" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be made of each input, and about how large it gets; nothing is written" };
        var verbose = new Option<bool>("--verbose") { Description = "Log what happens, not only what goes wrong" };
        var command = new Command("encode", "Transcodes films here and now; the same command again goes on where it was interrupted; settings as --Section:Key=value")
        {
            inputs, output, profile, encoders, json, dryRun, verbose,
        };
        command.SetAction((result, _) =>
        {
            var (settings, films) = Settings.Part(result.GetRequiredValue(inputs));
            return films.Count == 0
                ? throw new CommandException(ExitCodes.Usage, "No film is named.")
                : EncodeSession.RunAsync(new EncodeRequest(
                    films, result.GetValue(output), result.GetValue(profile), result.GetValue(encoders),
                    result.GetValue(json), result.GetValue(dryRun), result.GetValue(verbose), settings));
        });
        return command;
    }
}
