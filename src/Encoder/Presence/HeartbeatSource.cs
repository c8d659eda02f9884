using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Settings;
using Transcoder.Encoder.Transfer;

namespace Transcoder.Encoder.Presence;

/// <summary>What this encoder says of itself at this moment.</summary>
internal sealed class HeartbeatSource(
    EncoderIdentity identity, EncoderHealth health, ExecutionBoard board, WorkFolder work, IOptions<EncoderOptions> options)
{
    public EncoderHeartbeat Now()
    {
        var (state, reason) = health.Now;
        return new EncoderHeartbeat
        {
            EncoderId = identity.Id,
            EncoderName = identity.Name,
            State = state,
            StateReason = reason,
            Slots = options.Value.Slots,
            Executions = board.Progress(),
            Version = identity.Version,
            Toolchain = identity.Toolchain?.Hash,
            FfmpegVersion = identity.Toolchain?.FfmpegVersion,
            FreeWorkBytes = work.FreeBytes(),
            Sandbox = (SandboxLevel?)identity.Sandbox,
        };
    }
}
