using System.Collections.Concurrent;
using System.Globalization;
using MassTransit;
using Transcoder.Contracts;

namespace Transcoder.Bench.Farms;

/// <summary>
/// Very many encoders of one slot on one connection, as the coordinator sees them: each takes an order and works on it for ever, and sends its
/// heartbeats, spread evenly over the interval.
/// </summary>
internal sealed class SimulatedFleet : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly Member[] _members;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _sent = new();
    private readonly IBusControl _bus;
    private readonly Task _beating;
    private int _busy;
    private long _beats;

    private SimulatedFleet(int size, TimeSpan interval, Uri broker)
    {
        _members = [.. Enumerable.Range(1, size).Select(number => new Member(string.Create(CultureInfo.InvariantCulture, $"encoder-{number}")))];
        _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(broker);
            bus.ReceiveEndpoint(Queues.Work, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PublishFaults = false;
                endpoint.PrefetchCount = size;
                endpoint.ConcurrentMessageLimit = size;
                endpoint.Handler<TranscodeRequested>(TakeAsync);
            });
        });
        _beating = Task.Run(() => BeatAsync(interval));
    }

    /// <summary>How many work.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>Heartbeats so far.</summary>
    public int Sent => _sent.Count;

    /// <param name="size">How many encoders.</param>
    /// <param name="interval">Between two heartbeats of one of them.</param>
    /// <param name="broker">With user, password and virtual host.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<SimulatedFleet> StartAsync(int size, TimeSpan interval, Uri broker, CancellationToken cancellationToken)
    {
        var fleet = new SimulatedFleet(size, interval, broker);
        await fleet._bus.StartAsync(cancellationToken);
        return fleet;
    }

    /// <summary>When a heartbeat was about to be sent.</summary>
    /// <param name="number">As the heartbeat's <see cref="EncoderHeartbeat.FreeWorkBytes"/> tells it.</param>
    public DateTimeOffset? SentAt(long number) => _sent.TryGetValue(number, out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _bus.StopAsync();
        _end.Dispose();
    }

    private async Task TakeAsync(ConsumeContext<TranscodeRequested> context)
    {
        var member = _members[Interlocked.Increment(ref _busy) - 1];
        var order = context.Message;
        var work = new ExecutionProgress
        {
            JobId = order.JobId,
            PartId = order.PartId,
            AttemptId = order.AttemptId,
            ExecutionId = Guid.CreateVersion7(),
            Phase = ExecutionPhase.Encoding,
        };
        await context.Publish(new TranscodeStarted
        {
            JobId = order.JobId,
            PartId = order.PartId,
            AttemptId = order.AttemptId,
            ExecutionId = work.ExecutionId,
            EncoderId = member.Id,
            EncoderName = member.Name,
            StartedAt = Watch.Now,
        });
        member.Work = work;
        await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task BeatAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(Step);
        var began = TimeProvider.System.GetTimestamp();
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            var due = (long)(TimeProvider.System.GetElapsedTime(began) / interval * _members.Length);
            await Task.WhenAll(Enumerable.Range(0, (int)(due - _beats)).Select(_ => BeatAsync(_members[_beats % _members.Length], ++_beats)).ToList());
        }
    }

    private async Task BeatAsync(Member member, long number)
    {
        _sent[number] = Watch.Now;
        await _bus.Publish(
            new EncoderHeartbeat
            {
                EncoderId = member.Id,
                EncoderName = member.Name,
                State = EncoderState.Ready,
                Slots = 1,
                Executions = member.Work is { } work ? [work] : [],
                FreeWorkBytes = number,
            },
            _end.Token);
    }

    private sealed class Member(string name)
    {
        public Guid Id { get; } = Guid.CreateVersion7();

        public string Name => name;

        public ExecutionProgress? Work { get; set; }
    }
}
