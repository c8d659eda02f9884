using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Tests.Messaging;

namespace Transcoder.Coordinator.Tests.Fleet;

/// <summary>The heartbeats of a large fleet.</summary>
public sealed class ManyEncodersTests
{
    private const int Encoders = 1000;
    private const int Silent = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Simulated[] _encoders =
        [.. Enumerable.Range(0, Encoders).Select(number => new Simulated($"encoder-{number:0000}", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()))];

    private int _round;
    private int _sent;

    [Fact]
    public async Task Each_is_listed_with_what_it_said_last_and_those_that_fall_silent_are_not()
    {
        await using var bench = await ConsumerBench.StartAsync();
        var fleet = bench.Coordinator.Services.GetRequiredService<EncoderFleet>();
        var sightings = bench.Coordinator.Services.GetRequiredService<Sightings>();

        for (var round = 0; round < 3; round++)
        {
            await BeatAsync(bench, _encoders);
        }

        Assert.Equal(_encoders.Select(Shown), fleet.Living.Select(Shown));
        Assert.Equal(Encoders, fleet.Slots);
        // Nobody wants their work.
        Assert.Equal(
            Enumerable.Repeat(3, Encoders), bench.Traffic.Published<CancelTranscode>().GroupBy(cancel => cancel.ExecutionId).Select(cancels => cancels.Count()));

        var lastWord = sightings.Now;
        var (silent, alive) = (_encoders[..Silent], _encoders[Silent..]);
        for (var since = TimeSpan.Zero; since <= EncoderFleet.Silence; since += Interval)
        {
            await BeatAsync(bench, alive);
        }

        Assert.Equal(alive.Select(Shown), fleet.Living.Select(Shown));
        Assert.Equal(alive.Length, fleet.Slots);
        Assert.All(silent, encoder => Assert.Equal(lastWord, sightings.Of(encoder.ExecutionId)!.Value.Last));
        Assert.All(alive, encoder => Assert.Equal(sightings.Now, sightings.Of(encoder.ExecutionId)!.Value.Last));

        // Processes that were started anew.
        var again = silent.Select(encoder => encoder with { Id = Guid.NewGuid(), ExecutionId = Guid.NewGuid() }).ToArray();
        await BeatAsync(bench, [.. again, .. alive]);

        Assert.Equal(again.Concat(alive).Select(Shown), fleet.Living.Select(Shown));
        Assert.Equal(Encoders, fleet.Slots);
    }

    private static (Guid, string, long?, long) Shown(EncoderStatus status) => (
        status.Heartbeat.EncoderId, status.Heartbeat.EncoderName, status.Heartbeat.FreeWorkBytes, status.Heartbeat.Executions.Single().Frames);

    private (Guid, string, long?, long) Shown(Simulated encoder) => (encoder.Id, encoder.Name, _round, _round);

    private async Task BeatAsync(ConsumerBench bench, Simulated[] encoders)
    {
        bench.Time.Advance(Interval);
        _round++;
        _sent += encoders.Length;
        await bench.PublishAsync(encoders.Select(encoder => new EncoderHeartbeat
        {
            EncoderId = encoder.Id,
            EncoderName = encoder.Name,
            State = EncoderState.Ready,
            Slots = 1,
            FreeWorkBytes = _round,
            Executions =
            [
                new ExecutionProgress
                {
                    JobId = encoder.JobId, PartId = Guid.Empty, AttemptId = Guid.Empty, ExecutionId = encoder.ExecutionId,
                    Phase = ExecutionPhase.Encoding, Frames = _round,
                },
            ],
        }));
        await bench.AllConsumedAsync<EncoderHeartbeat>(_sent);
    }

    private sealed record Simulated(string Name, Guid Id, Guid JobId, Guid ExecutionId);
}
