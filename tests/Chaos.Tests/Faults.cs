using System.Globalization;
using Transcoder.Chaos.Tests.Farms;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Contracts;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Chaos.Tests;

/// <summary>Inflicts faults on a farm.</summary>
internal sealed class Faults(ChaosFarm farm, ToolRunner tools)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns when what was broken is whole again: a program that was ended has been started, a frozen one goes on.</summary>
    /// <returns>False where there was nothing to break.</returns>
    public async Task<bool> InflictAsync(ChaosStep.Fault fault, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.EncoderKilled:
                await farm.Encoders[fault.Encoder].KillAsync(fault.Length);
                return true;
            case FaultKind.EncoderStopped:
                await farm.Encoders[fault.Encoder].StopAsync(fault.Length);
                return true;
            case FaultKind.EncoderFrozen:
                await farm.Encoders[fault.Encoder].FreezeAsync(fault.Length);
                return true;
            case FaultKind.LinkCut:
                await farm.Encoders[fault.Encoder].TroubleAsync(async () =>
                {
                    await farm.Cable.PullAsync();
                    await Task.Delay(fault.Length, cancellationToken);
                    await farm.Cable.PlugInAsync();
                });
                return true;
            case FaultKind.FfmpegKilled:
                return await KillFfmpegAsync(fault.Encoder, cancellationToken);
            case FaultKind.FfmpegWrong:
                await farm.Encoders[fault.Encoder].TroubleAsync(async () =>
                {
                    farm.Ffmpegs[fault.Encoder].Break(fault.Ffmpeg);
                    await Task.Delay(fault.Length, cancellationToken);
                    farm.Ffmpegs[fault.Encoder].Heal();
                });
                return true;
            case FaultKind.CoordinatorKilled:
                await farm.Coordinator.KillAsync(fault.Length);
                return true;
            case FaultKind.BrokerRestarted:
                await farm.WithBrokerAsync(broker => broker.RestartAsync(cancellationToken));
                return true;
            case FaultKind.BrokerKilled:
                await farm.WithBrokerAsync(async broker =>
                {
                    await broker.KillAsync(cancellationToken);
                    await broker.StartAsync(cancellationToken);
                });
                return true;
            case FaultKind.BrokerFrozen:
                await farm.WithBrokerAsync(async broker =>
                {
                    await broker.PauseAsync(cancellationToken);
                    await Task.Delay(fault.Length, cancellationToken);
                    await broker.ResumeAsync(cancellationToken);
                });
                return true;
            case FaultKind.OrdersPurged:
                await farm.WithBrokerAsync(_ => farm.Farm.Host.PurgeAsync(Queues.Work, cancellationToken));
                return true;
            case FaultKind.EncoderFull:
                await farm.Encoders[fault.Encoder].TroubleAsync(async () =>
                {
                    var filler = farm.Cramped.Fill();
                    await Task.Delay(fault.Length, cancellationToken);
                    File.Delete(filler);
                });
                return true;
            case FaultKind.StorageFull:
                await farm.Disk.FillAsync(fault.Length, cancellationToken);
                return true;
            case FaultKind.StorageAway:
                await farm.Disk.TakeAwayAsync(fault.Length, cancellationToken);
                return true;
            default:
                await farm.WithBrokerAsync(_ => farm.Farm.Host.CloseConnectionsAsync(cancellationToken));
                return true;
        }
    }

    /// <summary>Of the encoder that is meant, or else of the next one that encodes, or of the first one that begins to.</summary>
    private async Task<bool> KillFfmpegAsync(int first, CancellationToken cancellationToken)
    {
        try
        {
            int? encode = null;
            await Eventually.TrueAsync(async () => (encode = await FindEncodeAsync(first)) is not null, Patience);
            var id = encode!.Value.ToString(CultureInfo.InvariantCulture);
            await tools.RunAsync(new ToolRequest { Program = "kill", Arguments = ["-KILL", id] }, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<int?> FindEncodeAsync(int first)
    {
        for (var i = 0; i < farm.Encoders.Count; i++)
        {
            if (await farm.Encoders[(first + i) % farm.Encoders.Count].Process.EncodesAsync() is [var encode, ..])
            {
                return encode;
            }
        }

        return null;
    }
}
