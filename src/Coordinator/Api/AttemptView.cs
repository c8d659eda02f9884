using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>One order for a part.</summary>
/// <param name="Id">Of the attempt.</param>
/// <param name="Number">1 for the first try.</param>
/// <param name="State">Where the order stands.</param>
/// <param name="NotBefore">Not published earlier.</param>
/// <param name="PublishedAt">When the broker confirmed it.</param>
/// <param name="AvoidEncoders">Names of encoders that decline it.</param>
/// <param name="Executions">Oldest first.</param>
public sealed record AttemptView(
    Guid Id, int Number, AttemptState State, DateTimeOffset NotBefore, DateTimeOffset? PublishedAt,
    IReadOnlyList<string> AvoidEncoders, IReadOnlyList<ExecutionView> Executions);
