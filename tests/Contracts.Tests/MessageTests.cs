using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Transcoder.Contracts.Tests;

public sealed class MessageTests
{
    public static TheoryData<string> Names => new(Samples.All.Select(sample => sample.GetType().Name));

    [Fact]
    public void Every_record_has_a_sample()
    {
        var records = Exported(type => type.GetMethod("<Clone>$") is not null).Select(type => type.Name);

        Assert.Equal(records.Order(), Samples.All.Select(sample => sample.GetType().Name).Order());
    }

    [Fact]
    public void Every_member_of_every_sample_has_a_value()
    {
        var empty = from sample in Samples.All
                    from property in sample.GetType().GetProperties()
                    where property.GetValue(sample) is null or System.Collections.ICollection { Count: 0 }
                    select $"{sample.GetType().Name}.{property.Name}";

        Assert.Empty(empty);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_written_as_its_golden_file_says(string name)
    {
        Assert.Equal(GoldenJson.Read(name), JsonSerializer.Serialize(Sample(name), GoldenJson.Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_survives_the_round_trip(string name)
    {
        var type = Sample(name).GetType();

        var read = JsonSerializer.Deserialize(GoldenJson.Read(name), type, GoldenJson.Options);

        Assert.Equal(GoldenJson.Read(name), JsonSerializer.Serialize(read, type, GoldenJson.Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_required_member_is_refused_and_any_other_is_not(string name)
    {
        var type = Sample(name).GetType();

        foreach (var property in type.GetProperties())
        {
            var json = JsonNode.Parse(GoldenJson.Read(name))!.AsObject();
            Assert.True(json.Remove(JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
            var refusal = Record.Exception(() => json.Deserialize(type, GoldenJson.Options));

            Assert.Equal(property.IsDefined(typeof(RequiredMemberAttribute)), refusal is JsonException);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_member_is_ignored(string name)
    {
        var json = JsonNode.Parse(GoldenJson.Read(name))!.AsObject();
        json["aLaterRelease"] = "knows more";

        var read = json.Deserialize(Sample(name).GetType(), GoldenJson.Options);

        Assert.Equal(GoldenJson.Read(name), JsonSerializer.Serialize(read, GoldenJson.Options));
    }

    [Fact]
    public void Enums_keep_their_numbers()
    {
        var numbers = Exported(type => type.IsEnum).OrderBy(type => type.Name, StringComparer.Ordinal).ToDictionary(
            type => type.Name,
            type => Enum.GetNames(type).ToDictionary(name => name, name => Convert.ToInt32(Enum.Parse(type, name))));

        Assert.Equal(GoldenJson.Read("Enums"), JsonSerializer.Serialize(numbers, GoldenJson.Options));
    }

    [Fact]
    public void Messages_are_sealed_and_flat_and_in_the_namespace_that_is_their_name_on_the_wire()
    {
        foreach (var type in Samples.All.Select(sample => sample.GetType()))
        {
            Assert.True(type.IsSealed, type.Name);
            Assert.Equal(typeof(object), type.BaseType);
            Assert.Equal("Transcoder.Contracts", type.Namespace);
        }
    }

    private static object Sample(string name) => Samples.All.Single(sample => sample.GetType().Name == name);

    private static IEnumerable<Type> Exported(Func<Type, bool> predicate) =>
        typeof(TranscodeRequested).Assembly.GetExportedTypes().Where(predicate);
}
