using Transcoder.Cli.Commands;
using Transcoder.Cli.Terminal;

StandardStream.ForErrors();
var output = StandardStream.ForOutput();
var exitCode = await RunAsync(args);
if (output.Problem is not { } problem)
{
    return exitCode;
}

await Console.Error.WriteLineAsync($"What standard output was to say is lost: {problem}.");
return exitCode == ExitCodes.Done ? ExitCodes.Unheard : exitCode;

static async Task<int> RunAsync(string[] arguments)
{
    try
    {
        return await TranscoderCommand.RunAsync(arguments);
    }
    catch (Exception exception) when (Failure.Explain(exception) is { } failure)
    {
        foreach (var sentence in failure.Sentences)
        {
            await Console.Error.WriteLineAsync(sentence);
        }

        return failure.ExitCode;
    }
}
