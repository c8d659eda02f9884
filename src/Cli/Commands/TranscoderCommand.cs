using System.CommandLine;
using System.CommandLine.Invocation;
using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Commands;

/// <summary>All commands.</summary>
internal static class TranscoderCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Transcodes films on any number of machines, and proves every result before it touches a source.")
        {
            EncodeCommand.Create(),
            UpCommand.Create(),
            CoordinatorCommand.Create(),
            EncoderCommand.Create(),
            SubmitCommand.Create(),
            JobsCommand.Create(),
            JobCommand.Create(),
            CancelCommand.Create(),
            RetryCommand.Create(),
            EncodersCommand.Create(),
            ProfilesCommand.Create(),
            DoctorCommand.Create(),
        };
        root.HelpName = "transcoder";
        // File names may begin with '@'. Signals are the host's business: it ends cleanly, however long that takes.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : exitCode;
    }
}
