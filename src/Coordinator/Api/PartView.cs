using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>One independently encodable piece of a job.</summary>
public sealed record PartView(Guid Id, PartKind Kind, int Index, Guid? AcceptedExecutionId, IReadOnlyList<AttemptView> Attempts);
