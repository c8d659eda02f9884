using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>A coordinator that dies before or behind what a message tells gets the message again, and nothing happens twice.</summary>
public sealed class CrashOverBrokerTests(BrokerFixture brokers)
{
    private static readonly CrashPoint[] WithAnEncoder =
        [CrashPoint.OrderPublished, CrashPoint.StartReceived, CrashPoint.StartNoted, CrashPoint.ResultReceived, CrashPoint.ResultNoted];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_an_encoder_goes_on()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Encoder("alpha");
        foreach (var point in WithAnEncoder)
        {
            await farm.DropAsync($"h264/{point}.mkv", Farm.SmallFilm);
            await farm.Coordinator(Crashes.At(point)).DiesAtAsync(point, farm.State);
        }

        farm.Coordinator();

        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => farm.Files("archive").Count == WithAnEncoder.Length, Farm.Limit, farm.State);
        Assert.Equal(WithAnEncoder.Select(point => $"h264/{point}.mp4").Order(StringComparer.Ordinal), farm.Files("completed"));
        foreach (var point in WithAnEncoder)
        {
            var job = await farm.Api.JobAsync($"h264/{point}.mkv");
            Assert.Single(job.Parts.Single().Attempts);
            Assert.Single(FarmApi.Executions(job), execution => execution.State == ExecutionState.Accepted);
        }

        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task While_messages_come_of_one_job()
    {
        await using var farm = await Farm.StartAsync(brokers);
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        await using var connection = await farm.Host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);

        await DieAsync(farm, CrashPoint.SubmissionReceived, () => SubmitAsync(channel));
        await DieAsync(farm, CrashPoint.SubmissionTaken);
        await DieAsync(farm, CrashPoint.DeclineReceived, async () => await DeclineAsync(channel, await TakeOrderAsync(channel, farm, 1)));
        await DieAsync(farm, CrashPoint.DeclineNoted);
        await DieAsync(farm, CrashPoint.PoisonReceived, async () => await GiveUpAsync(channel, await TakeOrderAsync(channel, farm, 2)));
        await DieAsync(farm, CrashPoint.PoisonNoted);
        await DieAsync(farm, CrashPoint.JobCancelled, async () => await farm.Api.AskAsync((await farm.Api.JobAsync("h264/film.mkv")).Job.Id, "cancel"));
        farm.Coordinator("--Ingest:Watch=false");

        await farm.Api.ReadyAsync();
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Equal(JobState.Cancelled, job.Job.State);
        Assert.Equal(3, job.Parts.Single().Attempts.Count);
        Assert.Equal(["h264/film.mkv"], farm.Files("incoming"));
        await Eventually.TrueAsync(
            async () => (await farm.Host.QueuesAsync(Token)).All(queue => queue.IsEmpty || queue.Name is Queues.Heartbeats or Queues.Work),
            Farm.Limit, () => Task.FromResult(farm.State()));
        await Eventually.TrueAsync(() => farm.Storage.All("completed").SequenceEqual([$".transcoder/{job.Job.Id:n}.json"]), Farm.Limit, farm.State);
    }

    private static async Task DieAsync(Farm farm, CrashPoint point, Func<Task>? meanwhile = null)
    {
        var doomed = farm.Coordinator("--Ingest:Watch=false", Crashes.At(point));
        if (meanwhile is not null)
        {
            await farm.Api.ReadyAsync();
            await meanwhile();
        }

        await doomed.DiesAtAsync(point, farm.State);
    }

    private static async Task SubmitAsync(IChannel channel) => await channel.BasicPublishAsync(
        "Transcoder.Contracts:SubmitJob", "", true, new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent },
        """{"path": "h264/film.mkv"}"""u8.ToArray(), Token);

    /// <summary>Takes the order of an attempt out of the queue, as an encoder does. An order that a dying coordinator made may be there twice.</summary>
    private static async Task<BasicGetResult> TakeOrderAsync(IChannel channel, Farm farm, int attempt)
    {
        BasicGetResult? order = null;
        await Eventually.TrueAsync(
            async () => (order = await channel.BasicGetAsync(Queues.Work, autoAck: true, Token)) is not null && AttemptOf(order) == attempt,
            Farm.Limit, () => Task.FromResult(farm.State()));
        return order!;
    }

    private static int AttemptOf(BasicGetResult order)
    {
        using var envelope = JsonDocument.Parse(order.Body);
        return envelope.RootElement.GetProperty("message").GetProperty("attempt").GetInt32();
    }

    private static async Task DeclineAsync(IChannel channel, BasicGetResult order)
    {
        using var envelope = JsonDocument.Parse(order.Body);
        var ordered = envelope.RootElement.GetProperty("message");
        var body = string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "messageId": "{{Guid.NewGuid()}}",
              "messageType": ["urn:message:Transcoder.Contracts:TranscodeDeclined"],
              "message": {
                "jobId": {{ordered.GetProperty("jobId").GetRawText()}}, "partId": {{ordered.GetProperty("partId").GetRawText()}},
                "attemptId": {{ordered.GetProperty("attemptId").GetRawText()}}, "encoderId": "{{Guid.NewGuid()}}",
                "encoderName": "choosy", "reason": "It is not to my liking."
              }
            }
            """);
        await channel.BasicPublishAsync(
            "Transcoder.Contracts:TranscodeDeclined", "", true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent }, Encoding.UTF8.GetBytes(body), Token);
    }

    /// <summary>What the broker does with an order that came back too often.</summary>
    private static async Task GiveUpAsync(IChannel channel, BasicGetResult order) =>
        await channel.BasicPublishAsync("", Queues.Poison, true, new BasicProperties(order.BasicProperties), order.Body, Token);
}
