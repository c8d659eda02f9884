using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Programs that start while the broker is away say so in a sentence, and say when it is back.</summary>
public sealed class BrokerAwayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_without_the_broker_is_one_sentence_and_no_stack_trace()
    {
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker);
        await broker.StopAsync(Token);
        TranscoderProcess[] programs = [farm.Coordinator(), farm.Encoder("alpha")];

        foreach (var program in programs)
        {
            await SaysAsync(program, "The broker is out of reach (Connection refused)");
        }

        // Who asks for the coordinator's health is no reason for more words.
        await farm.Api.MissesAsync("masstransit-bus");
        await broker.StartAsync(Token);
        foreach (var program in programs)
        {
            await SaysAsync(program, "The broker is within reach again");
            Assert.Single(program.Output, line => line.Contains("out of reach", StringComparison.Ordinal));
            Assert.DoesNotContain(program.Output, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        }
    }

    private static Task SaysAsync(TranscoderProcess program, string words) => Eventually.TrueAsync(
        () => program.Output.Any(line => line.Contains(words, StringComparison.Ordinal)), Farm.Limit, () => string.Join('\n', program.Output));
}
