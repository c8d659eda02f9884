using Transcoder.Contracts;

namespace Transcoder.Coordinator.Tests.Fleet;

/// <summary>Signs of life for tests, with everything that does not matter filled in.</summary>
internal static class Heartbeats
{
    public static EncoderHeartbeat Of(string name, string? toolchain, int slots = 1) => new()
    {
        EncoderId = Guid.NewGuid(),
        EncoderName = name,
        State = EncoderState.Ready,
        Slots = slots,
        Executions = [],
        Toolchain = toolchain,
    };

    public static ExecutionProgress Work(Guid jobId, Guid? partId = null, Guid? executionId = null) => new()
    {
        JobId = jobId,
        PartId = partId ?? Guid.NewGuid(),
        AttemptId = Guid.NewGuid(),
        ExecutionId = executionId ?? Guid.NewGuid(),
        Phase = ExecutionPhase.Encoding,
    };
}
