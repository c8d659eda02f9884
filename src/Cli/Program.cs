using Transcoder.Cli.Commands;
using Transcoder.Cli.Terminal;

try
{
    return await TranscoderCommand.RunAsync(args);
}
catch (Exception exception) when (Failure.Explain(exception) is { } failure)
{
    foreach (var sentence in failure.Sentences)
    {
        await Console.Error.WriteLineAsync(sentence);
    }

    return failure.ExitCode;
}
