using System.Text.Json;
using System.Text.RegularExpressions;
using Transcoder.TestKit;

namespace Transcoder.Contracts.Tests;

/// <summary>What each user of a broker with roles may do, told by the names of all queues and exchanges that there are.</summary>
public sealed class RolesTests
{
    private const string OwnQueue = "encoder-cancel-0123456789abcdef0123456789abcdef";
    private const string NamedByBroker = "amq.gen-JzTY20BRgKO-HjmUJj0wLg";
    private const string M = "Transcoder.Contracts:";

    private static readonly string[] Endings = ["_error", "_skipped"];

    /// <summary>What cannot be consumed of these is answered.</summary>
    private static readonly string[] Requests = [Queues.Submissions, Queues.Cancellations];

    private static readonly JsonElement Definitions = Parse("definitions.json");
    private static readonly JsonElement Roles = Parse("roles.json");

    [Theory]
    [InlineData("coordinator", "configure")]
    [InlineData("coordinator", "write", $"{M}TranscodeRequested", $"{M}CancelTranscode", $"{M}RequestAnswered", $"{M}JobChanged", "transcode",
        "transcode-poison_error", "transcode-poison_skipped", "coordinator-results_error", "coordinator-results_skipped",
        "coordinator-heartbeats_error", "coordinator-heartbeats_skipped")]
    [InlineData("coordinator", "read",
        "transcode-poison", "coordinator-results", "coordinator-submissions", "coordinator-cancellations", "coordinator-heartbeats")]
    [InlineData("encoder", "configure", OwnQueue)]
    [InlineData("encoder", "write", $"{M}TranscodeStarted", $"{M}TranscodeCompleted", $"{M}TranscodeFailed", $"{M}TranscodeDeclined",
        $"{M}TranscodeHandedBack", $"{M}EncoderHeartbeat", "transcode_error", "transcode_skipped", OwnQueue)]
    [InlineData("encoder", "read", "transcode", $"{M}CancelTranscode", OwnQueue)]
    [InlineData("scripts", "configure", NamedByBroker)]
    [InlineData("scripts", "write", $"{M}SubmitJob", $"{M}CancelJob", NamedByBroker)]
    [InlineData("scripts", "read", $"{M}RequestAnswered", $"{M}JobChanged", NamedByBroker)]
    [InlineData("monitoring", "configure")]
    [InlineData("monitoring", "write")]
    [InlineData("monitoring", "read")]
    public void A_role_has_a_right_to_what_it_needs_and_to_nothing_else(string role, string right, params string[] names)
    {
        var pattern = Roles.GetProperty("permissions").EnumerateArray()
            .Single(permission => permission.GetProperty("user").GetString() == role).GetProperty(right).GetString()!;

        // The last one is the exchange that leads to every queue.
        var all = Names(Definitions).Concat(Names(Roles)).Append(OwnQueue).Append(NamedByBroker).Append("amq.default");
        Assert.Equal(names.Order(), all.Distinct().Where(name => Regex.IsMatch(name, pattern)).Order());
    }

    [Fact]
    public void What_cannot_be_consumed_has_a_queue_beside_each_queue_but_those_of_requests()
    {
        var queues = Definitions.GetProperty("queues").EnumerateArray().Where(queue => !Requests.Contains(Name(queue)))
            .SelectMany(queue => Endings.Select(ending => (Name(queue) + ending, Arguments(queue))));

        Assert.Equal(queues.Order(), Roles.GetProperty("queues").EnumerateArray().Select(queue => (Name(queue), Arguments(queue))).Order());
        Assert.Equal(
            Roles.GetProperty("exchanges").EnumerateArray().Select(Name),
            Roles.GetProperty("bindings").EnumerateArray().Where(binding => Text(binding, "source") == Text(binding, "destination"))
                .Select(binding => Text(binding, "source")));
        Assert.Equal(Roles.GetProperty("queues").EnumerateArray().Select(Name), Roles.GetProperty("exchanges").EnumerateArray().Select(Name));
    }

    private static JsonElement Parse(string file) =>
        JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Path("infra", "rabbitmq", file))).RootElement;

    private static IEnumerable<string> Names(JsonElement definitions) =>
        definitions.GetProperty("queues").EnumerateArray().Concat(definitions.GetProperty("exchanges").EnumerateArray()).Select(Name);

    private static string Name(JsonElement item) => Text(item, "name");

    private static string Arguments(JsonElement item) => item.GetProperty("arguments").GetRawText();

    private static string Text(JsonElement item, string member) => item.GetProperty(member).GetString()!;
}
