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

    /// <summary>One in ten works, on what nobody wants: so each of its heartbeats is answered.</summary>
    private readonly Simulated[] _encoders =
        [.. Enumerable.Range(0, Encoders).Select(number => new Simulated($"encoder-{number:0000}", Guid.NewGuid(), number % 10 == 0 ? Guid.NewGuid() : null))];

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
            await BeatAsync(bench, _encoders, Interval);
        }

        Assert.Equal(_encoders.Select(Shown), fleet.Living.Select(Shown));
        Assert.Equal(Encoders, fleet.Slots);
        Assert.Equal(
            Working(_encoders).Order(), bench.Traffic.Published<CancelTranscode>().CountBy(cancel => cancel.ExecutionId!.Value)
                .Where(cancels => cancels.Value == 3).Select(cancels => cancels.Key).Order());

        var lastWord = sightings.Now;
        var (silent, alive) = (_encoders[..Silent], _encoders[Silent..]);
        await BeatAsync(bench, alive, EncoderFleet.Silence);
        Assert.Equal(Encoders, fleet.Living.Count);
        await BeatAsync(bench, alive, Interval);

        Assert.Equal(alive.Select(Shown), fleet.Living.Select(Shown));
        Assert.Equal(alive.Length, fleet.Slots);
        Assert.All(Working(silent), executionId => Assert.Equal(lastWord, sightings.Of(executionId)!.Value.Last));
        Assert.All(Working(alive), executionId => Assert.Equal(sightings.Now, sightings.Of(executionId)!.Value.Last));

        // Processes that were started anew.
        var again = silent.Select(encoder => encoder with { Id = Guid.NewGuid() }).ToArray();
        await BeatAsync(bench, [.. again, .. alive], Interval);

        Assert.Equal(again.Concat(alive).Select(Shown), fleet.Living.Select(Shown));
        Assert.Equal(Encoders, fleet.Slots);
    }

    private static IEnumerable<Guid> Working(IEnumerable<Simulated> encoders) => encoders.Select(encoder => encoder.ExecutionId).OfType<Guid>();

    private static (Guid, string, long?, long?) Shown(EncoderStatus status) => (
        status.Heartbeat.EncoderId, status.Heartbeat.EncoderName, status.Heartbeat.FreeWorkBytes, status.Heartbeat.Executions.SingleOrDefault()?.Frames);

    private (Guid, string, long?, long?) Shown(Simulated encoder) => (encoder.Id, encoder.Name, _round, encoder.ExecutionId is null ? null : _round);

    private async Task BeatAsync(ConsumerBench bench, Simulated[] encoders, TimeSpan after)
    {
        bench.Time.Advance(after);
        _round++;
        _sent += encoders.Length;
        await bench.PublishAsync(encoders.Select(encoder => new EncoderHeartbeat
        {
            EncoderId = encoder.Id,
            EncoderName = encoder.Name,
            State = EncoderState.Ready,
            Slots = 1,
            FreeWorkBytes = _round,
            Executions = [.. Working([encoder]).Select(executionId => new ExecutionProgress
            {
                JobId = Guid.Empty,
                PartId = Guid.Empty,
                AttemptId = Guid.Empty,
                ExecutionId = executionId,
                Phase = ExecutionPhase.Encoding,
                Frames = _round,
            })],
        }));
        await bench.AllConsumedAsync<EncoderHeartbeat>(_sent);
    }

    private sealed record Simulated(string Name, Guid Id, Guid? ExecutionId);
}
