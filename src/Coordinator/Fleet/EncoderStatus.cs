using Transcoder.Contracts;

namespace Transcoder.Coordinator.Fleet;

/// <summary>The last heartbeat of an encoder process and when it arrived.</summary>
/// <param name="Heartbeat">As it was sent.</param>
/// <param name="SeenAt">By the coordinator's clock.</param>
public sealed record EncoderStatus(EncoderHeartbeat Heartbeat, DateTimeOffset SeenAt);
