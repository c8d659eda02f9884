using Microsoft.Extensions.Logging.Abstractions;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Integration.Tests.Encoder;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Brokers;

/// <summary>The last words of a process whose own bus hangs.</summary>
public sealed class FarewellTests(BrokerFixture brokers) : ILastWords
{
    private readonly TranscodeHandedBack _word = new()
    {
        JobId = Guid.NewGuid(),
        PartId = Guid.NewGuid(),
        AttemptId = Guid.NewGuid(),
        ExecutionId = Guid.NewGuid(),
        EncoderId = Guid.NewGuid(),
        EncoderName = "hung",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_reach_the_coordinator()
    {
        await using var host = await (await brokers.GetAsync(BrokerKind.Local, Stop)).CreateVirtualHostAsync($"farewell-{Guid.NewGuid():n}", Stop);
        await using var results = await ResultQueue.StartAsync(host.AmqpUri, Stop);

        await SayAsync(host.AmqpUri);

        await Eventually.TrueAsync(() => !results.HandedBack.IsEmpty, TimeSpan.FromSeconds(30));
        Assert.Equal(_word, Assert.Single(results.HandedBack));
    }

    [Fact]
    public async Task A_broker_that_is_gone_meanwhile_holds_nobody_up() => await SayAsync(new Uri($"amqp://127.0.0.1:{FreePort.Take()}"));

    IReadOnlyList<object> ILastWords.Speak() => [_word];

    private Task SayAsync(Uri broker) => Farewell.SayAsync(new BrokerOptions { Url = broker.AbsoluteUri }, [this], NullLogger.Instance);
}
