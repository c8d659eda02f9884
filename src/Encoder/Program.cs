using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Encoder;
using Transcoder.Encoder.Preflight;

const int badSettings = 78;
const int unfitMachine = 69;

try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.AddEncoderService();
    using var host = builder.Build();
    await host.RunAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    return Say(badSettings, wrong.Failures);
}
catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
{
    return Say(badSettings, several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures));
}
catch (PreflightException unfit)
{
    return Say(unfitMachine, unfit.Failed.Select(check => $"{check.Name}: {check.Detail}. {check.Cure}"));
}

static int Say(int code, IEnumerable<string> sentences)
{
    foreach (var sentence in sentences)
    {
        Console.Error.WriteLine(sentence);
    }

    return code;
}
