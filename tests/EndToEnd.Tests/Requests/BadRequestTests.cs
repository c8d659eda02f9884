using System.Text;
using RabbitMQ.Client;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Requests;

/// <summary>What a coordinator makes of requests that make no sense.</summary>
public sealed class BadRequestTests(BrokerFixture brokers)
{
    private const int Count = 10_000;
    private const int AtOnce = 100;
    private const ushort PreconditionFailed = 406;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    public async Task Each_of_ten_thousand_is_answered_and_then_a_good_one_works(int seed)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var coordinator = farm.Coordinator("--Ingest:Watch=false");
        farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("twice.mkv", Farm.SmallFilm);
        await farm.DropAsync("film.mkv", Farm.SmallFilm);
        await using var answers = await Answers.ListenAsync(farm.Host, Token);
        await using var connection = await farm.Host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);

        var bad = new BadRequests(seed);
        var sent = new HashSet<Guid>();
        foreach (var some in Enumerable.Range(0, Count).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(_ =>
            {
                var (properties, body) = bad.Next();
                if (Guid.TryParse(properties.MessageId, out var id))
                {
                    sent.Add(id);
                }

                return PublishAsync(channel, properties, body);
            }));
        }

        var good = new BasicProperties { ContentType = "application/json", MessageId = Guid.NewGuid().ToString() };
        await PublishAsync(channel, good, Encoding.UTF8.GetBytes("""{"path":"film.mkv","profile":"h264"}"""));

        await farm.AppearsAsync("archive", "film.mkv");
        await Eventually.TrueAsync(() => answers.All.Count > Count, Farm.Limit, () => $"{bad}, {answers.All.Count} answers\n{farm.State()}");
        Assert.Equal(Guid.Parse(good.MessageId), Assert.Single(answers.All, answer => answer.Taken).RequestId);
        Assert.Subset(answers.All.Select(answer => answer.RequestId).ToHashSet(), sent.Select(id => (Guid?)id).ToHashSet());
        Assert.All(answers.All, answer => Assert.Equal(answer.Taken, string.IsNullOrEmpty(answer.Reason)));
        Assert.Single(await farm.Api.JobsAsync());
        Assert.False(coordinator.Ended.IsCompleted);
        await farm.IsCleanAsync();
        Assert.DoesNotContain(await farm.Host.QueueNamesAsync(Token), name => name.EndsWith("_skipped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_request_many_times_is_one_job_and_each_is_answered()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator("--Ingest:Watch=false");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("film.mkv", Farm.SmallFilm);
        await using var answers = await Answers.ListenAsync(farm.Host, Token);
        await using var connection = await farm.Host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);
        var properties = new BasicProperties { ContentType = "application/json", MessageId = Guid.NewGuid().ToString() };

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(
            _ => PublishAsync(channel, properties, Encoding.UTF8.GetBytes("""{"path":"film.mkv","profile":"h264"}"""))));

        await Eventually.TrueAsync(() => answers.All.Count >= AtOnce, Farm.Limit, () => $"{answers.All.Count} answers\n{farm.State()}");
        Assert.All(answers.All, answer => Assert.True(answer.Taken));
        Assert.Single(await farm.Api.JobsAsync());
    }

    [Fact]
    public async Task A_message_that_is_larger_than_any_of_ours_is_refused_by_the_broker()
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var connection = await farm.Host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);

        await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(channel, new BasicProperties(), new byte[2 << 20]));

        Assert.Equal(PreconditionFailed, channel.CloseReason?.ReplyCode);
    }

    private static async Task PublishAsync(IChannel channel, BasicProperties properties, byte[] body) =>
        await channel.BasicPublishAsync("Transcoder.Contracts:SubmitJob", "", mandatory: true, properties, body, Token);
}
