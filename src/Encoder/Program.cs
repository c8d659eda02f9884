using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Encoder;

try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.AddEncoderService();
    using var host = builder.Build();

    // Before anything is built from them, so that all that is wrong is said at once and nothing else.
    host.Services.GetRequiredService<IStartupValidator>().Validate();
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
