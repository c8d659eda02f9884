using System.Text.Json;
using System.Text.Json.Serialization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;

namespace Transcoder.Coordinator.Api;

/// <summary>All JSON of the API, for the server and its clients: names in camel case, enums as words.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(Word<JobState>), typeof(Word<AttemptState>), typeof(Word<ExecutionState>), typeof(Word<PartKind>),
        typeof(Word<EncoderState>), typeof(Word<ExecutionPhase>), typeof(Word<FailureKind>), typeof(Word<SandboxLevel>),
        typeof(Word<VideoCodec>), typeof(Word<OutputContainer>), typeof(Word<AudioRule>),
    ])]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(SubmitAnswer))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobDetail))]
[JsonSerializable(typeof(IReadOnlyList<EncoderView>))]
[JsonSerializable(typeof(IReadOnlyList<ProfileView>))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>"badSource" for <see cref="FailureKind.BadSource"/>; numbers are not taken.</summary>
    internal sealed class Word<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
        where T : struct, Enum;
}
