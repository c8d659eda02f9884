using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using Transcoder.Contracts;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Messages;

/// <summary>The bus's own serializer reads and writes what the golden files of the contracts say.</summary>
public sealed class BusJsonTests
{
    public static TheoryData<Type> Messages =>
    [
        typeof(SubmitJob), typeof(CancelJob), typeof(TranscodeRequested), typeof(TranscodeStarted), typeof(TranscodeCompleted),
        typeof(TranscodeFailed), typeof(TranscodeDeclined), typeof(TranscodeHandedBack), typeof(CancelTranscode), typeof(EncoderHeartbeat),
        typeof(RequestAnswered), typeof(JobChanged),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_bus_agrees_with_the_golden_file(Type message)
    {
        var golden = JsonNode.Parse(File.ReadAllText(RepositoryFolder.Path("tests", "Contracts.Tests", "Golden", $"{message.Name}.json")))!;

        var read = golden.Deserialize(message, SystemTextJsonMessageSerializer.Options);
        var written = JsonSerializer.SerializeToNode(read, message, SystemTextJsonMessageSerializer.Options);

        Assert.True(JsonNode.DeepEquals(golden, written), $"{written}");
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_bus_refuses_a_message_without_its_required_members(Type message) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", message, SystemTextJsonMessageSerializer.Options));
}
