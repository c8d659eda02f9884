using Microsoft.Extensions.Hosting;
using Transcoder.Broker;
using Transcoder.Encoder;

try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.AddEncoderService();
    using var host = builder.Build();
    await host.RunToItsEndAsync();
    return 0;
}
catch (Exception failure) when (StartRefusal.Of(failure) is { } refusal)
{
    foreach (var sentence in refusal.Sentences)
    {
        await Console.Error.WriteLineAsync(sentence);
    }

    return refusal.ExitCode;
}
