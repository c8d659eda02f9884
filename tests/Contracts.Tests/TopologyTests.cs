using System.Reflection;
using System.Text.Json;
using Transcoder.TestKit;

namespace Transcoder.Contracts.Tests;

/// <summary>The broker's definitions and the code name the same things.</summary>
public sealed class TopologyTests
{
    private static readonly JsonElement Definitions =
        JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Path("infra", "rabbitmq", "definitions.json"))).RootElement;

    private static readonly IReadOnlyList<string> QueueNames =
        [.. typeof(Queues).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private static readonly (Type Message, string Queue)[] Routes =
    [
        (typeof(TranscodeRequested), Queues.Work),
        (typeof(TranscodeStarted), Queues.Results),
        (typeof(TranscodeCompleted), Queues.Results),
        (typeof(TranscodeFailed), Queues.Results),
        (typeof(TranscodeDeclined), Queues.Results),
        (typeof(TranscodeHandedBack), Queues.Results),
        (typeof(EncoderHeartbeat), Queues.Heartbeats),
        (typeof(SubmitJob), Queues.Submissions),
        (typeof(CancelJob), Queues.Cancellations),
    ];

    [Fact]
    public void Every_queue_of_the_code_is_defined_and_no_other() =>
        Assert.Equal(QueueNames.Order(), Names("queues").Order());

    [Fact]
    public void Queues_are_durable_and_quorum_except_for_the_heartbeats()
    {
        foreach (var queue in Definitions.GetProperty("queues").EnumerateArray())
        {
            var arguments = queue.GetProperty("arguments").GetRawText();

            Assert.True(queue.GetProperty("durable").GetBoolean());
            Assert.Equal(queue.GetProperty("name").GetString() == Queues.Heartbeats ? "{}" : """{"x-queue-type": "quorum"}""", arguments);
        }
    }

    [Fact]
    public void Every_message_and_every_queue_has_a_durable_fanout_exchange()
    {
        Type[] toListeners = [typeof(CancelTranscode), typeof(RequestAnswered), typeof(JobChanged)];
        var messages = Routes.Select(route => route.Message).Concat(toListeners).Select(Exchange);

        Assert.Equal(messages.Concat(QueueNames).Order(), Names("exchanges").Order());
        Assert.All(Definitions.GetProperty("exchanges").EnumerateArray(), exchange =>
        {
            Assert.Equal("fanout", exchange.GetProperty("type").GetString());
            Assert.True(exchange.GetProperty("durable").GetBoolean());
        });
    }

    [Fact]
    public void Messages_go_by_their_exchange_to_the_exchange_of_the_queue_to_the_queue()
    {
        var expected = Routes.Select(route => $"{Exchange(route.Message)} -> exchange {route.Queue}")
            .Concat(QueueNames.Select(queue => $"{queue} -> queue {queue}"));

        var bindings = Definitions.GetProperty("bindings").EnumerateArray().Select(binding =>
            $"{binding.GetProperty("source")} -> {binding.GetProperty("destination_type")} {binding.GetProperty("destination")}");
        Assert.Equal(expected.Order(), bindings.Order());
    }

    [Fact]
    public void An_order_that_comes_back_too_often_goes_to_the_poison_queue()
    {
        var policy = Policy($"^{Queues.Work}$");

        Assert.Equal(20, policy.GetProperty("delivery-limit").GetInt32());
        Assert.Equal("", policy.GetProperty("dead-letter-exchange").GetString());
        Assert.Equal(Queues.Poison, policy.GetProperty("dead-letter-routing-key").GetString());
    }

    [Fact]
    public void Heartbeats_are_short_lived_and_few()
    {
        var policy = Policy($"^{Queues.Heartbeats}$");

        Assert.InRange(policy.GetProperty("message-ttl").GetInt32(), 1_000, 60_000);
        Assert.InRange(policy.GetProperty("max-length").GetInt32(), 1, 100_000);
    }

    [Fact]
    public void No_user_and_no_password_stands_in_the_definitions() =>
        Assert.False(Definitions.TryGetProperty("users", out _));

    private static string Exchange(Type message) => $"{message.Namespace}:{message.Name}";

    private static IEnumerable<string> Names(string section) =>
        Definitions.GetProperty(section).EnumerateArray().Select(item => item.GetProperty("name").GetString()!);

    private static JsonElement Policy(string pattern) => Definitions.GetProperty("policies").EnumerateArray()
        .Single(policy => policy.GetProperty("pattern").GetString() == pattern).GetProperty("definition");
}
