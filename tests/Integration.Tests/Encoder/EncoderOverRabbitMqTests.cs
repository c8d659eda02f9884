using RabbitMQ.Client;
using Transcoder.Contracts;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Encoder;

/// <summary>The encoder service as a process, a real broker, of each kind that there is, the real ffmpeg, and what is in the queues afterwards.</summary>
public abstract class EncoderOverRabbitMqTests(BrokerFixture brokers, BrokerKind kind) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly TempTree _storage = new();
    private readonly TempTree _work = new();
    private BrokerVirtualHost _host = null!;
    private ResultQueue _results = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Results => _storage.At("work", "part");

    public async ValueTask InitializeAsync()
    {
        var available = await BrokerFixture.AvailableAsync(kind, Stop);
        Assert.SkipUnless(available.Exists, available.Reason);
        var broker = await brokers.GetAsync(kind, Stop);
        _host = await broker.CreateVirtualHostAsync($"encoder-{Guid.NewGuid():n}", Stop);
        _results = await ResultQueue.StartAsync(_host.AmqpUri, Stop);
        _storage.Folder("work", "part");
        _storage.Folder("incoming");
    }

    public async ValueTask DisposeAsync()
    {
        // There are none where the tests were skipped.
        foreach (var started in (IAsyncDisposable?[])[_results, _host])
        {
            if (started is not null)
            {
                await started.DisposeAsync();
            }
        }

        _work.Dispose();
        _storage.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_order_becomes_a_result_and_a_completion_and_is_acknowledged()
    {
        await using var encoder = Encoder("one");

        await _results.OrderAsync(await OrderAsync(frames: 50, "ultrafast"), Stop);
        await Eventually.TrueAsync(() => _results.Completed.Count == 1 || encoder.Ended.IsCompleted, Limit);

        var completed = Assert.Single(_results.Completed);
        Assert.True(File.Exists(_storage.At(completed.ResultPath)));
        Assert.Equal(50, completed.Frames);
        Assert.Equal(completed.ExecutionId, Assert.Single(_results.Started).ExecutionId);
        await QueuesAreCleanAsync();
    }

    [Fact]
    public async Task An_encoder_with_one_slot_leaves_the_next_order_to_others()
    {
        await using var encoder = Encoder("one");
        var order = await OrderAsync(frames: 2500, "veryslow");

        await _results.OrderAsync(order, Stop);
        await _results.OrderAsync(order with { PartId = Guid.NewGuid(), AttemptId = Guid.NewGuid() }, Stop);
        await EncodingAsync(encoder);

        await Eventually.TrueAsync(async () => await _host.QueueAsync(Queues.Work, Stop) is { Ready: 1, Unacknowledged: 1 }, Limit);
        Assert.Single(_results.Started);
    }

    [Fact]
    public async Task SIGTERM_in_the_middle_hands_the_order_back_and_the_next_encoder_completes_it()
    {
        var order = await OrderAsync(frames: 250, "slow");
        await using var first = Encoder("first");
        await _results.OrderAsync(order, Stop);
        await EncodingAsync(first);

        await first.TerminateAsync();
        var ended = await first.Ended.WaitAsync(TimeSpan.FromSeconds(15), Stop);
        await Eventually.TrueAsync(async () => await _host.QueueAsync(Queues.Work, Stop) is { Ready: 1, Unacknowledged: 0 }, Limit);
        var left = Directory.GetFiles(Results);
        await using var second = Encoder("second");
        await Eventually.TrueAsync(() => !_results.Completed.IsEmpty || second.Ended.IsCompleted, Limit);

        Assert.Equal(0, ended.ExitCode);
        Assert.Empty(left);
        Assert.Contains(_results.Heartbeats, beat => beat is { State: EncoderState.Stopping, EncoderName: "first" });
        Assert.Equal("first", Assert.Single(_results.HandedBack).EncoderName);
        Assert.Equal("second", Assert.Single(_results.Completed).EncoderName);
        await QueuesAreCleanAsync();
    }

    [Fact]
    public async Task SIGTERM_while_draining_finishes_and_reports_the_order_first()
    {
        await using var encoder = Encoder("one", "--Encoder:StopMode=Drain");
        await _results.OrderAsync(await OrderAsync(frames: 100, "slow"), Stop);
        await EncodingAsync(encoder);

        await encoder.TerminateAsync();
        var ended = await encoder.Ended.WaitAsync(Limit, Stop);
        await Eventually.TrueAsync(() => !_results.Completed.IsEmpty, Limit);

        Assert.Equal(0, ended.ExitCode);
        Assert.Single(_results.Completed);
        await QueuesAreCleanAsync(consumers: 0);
    }

    [Fact]
    public async Task A_report_that_no_queue_takes_is_said_again_until_one_does()
    {
        var exchange = $"Transcoder.Contracts:{nameof(TranscodeCompleted)}";
        await using var connection = await _host.ConnectAsync(Stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Stop);
        await channel.ExchangeUnbindAsync(Queues.Results, exchange, "", cancellationToken: Stop);
        await using var encoder = Encoder("one");
        await _results.OrderAsync(await OrderAsync(frames: 25, "ultrafast"), Stop);
        await Eventually.TrueAsync(
            () => encoder.Ended.IsCompleted || _results.Heartbeats.Count(beat => beat.Executions is [{ Phase: ExecutionPhase.Reporting }]) > 2,
            Limit);

        var held = await _host.QueueAsync(Queues.Work, Stop);
        await channel.ExchangeBindAsync(Queues.Results, exchange, "", cancellationToken: Stop);
        await Eventually.TrueAsync(() => !_results.Completed.IsEmpty, Limit);

        Assert.True(held is { Ready: 0, Unacknowledged: 1 });
        Assert.Single(_results.Completed);
        await QueuesAreCleanAsync();
    }

    [Fact]
    public async Task A_lost_connection_neither_ends_the_encode_nor_starts_another()
    {
        await using var encoder = Encoder("one");
        await _results.OrderAsync(await OrderAsync(frames: 250, "slow"), Stop);
        await EncodingAsync(encoder);

        await _host.CloseConnectionsAsync(Stop);
        await Eventually.TrueAsync(() => !_results.Completed.IsEmpty || encoder.Ended.IsCompleted, Limit, () => encoder.Log);
        await QueuesAreCleanAsync();

        // The redelivered order joins the running execution or is answered from memory, so a report may come twice, of one execution.
        Assert.Single(_results.Completed.Select(completed => completed.ExecutionId).Distinct());
        Assert.Single(_results.Started.Select(started => started.ExecutionId).Distinct());
        Assert.Single(Directory.GetFiles(Results));
    }

    [Fact]
    public async Task A_cancel_reaches_an_encoder_whose_connection_was_lost()
    {
        await using var encoder = Encoder("one");
        var order = await OrderAsync(frames: 2500, "veryslow");
        await _results.OrderAsync(order, Stop);
        await EncodingAsync(encoder);

        await _host.CloseConnectionsAsync(Stop);
        await Eventually.TrueAsync(
            async () =>
            {
                // As the coordinator does, until it arrives.
                await _results.CancelAsync(new CancelTranscode { JobId = order.JobId, Reason = "test" }, Stop);
                return !_results.Failed.IsEmpty || encoder.Ended.IsCompleted;
            },
            Limit);

        Assert.Equal(FailureKind.Cancelled, _results.Failed.First().Kind);
        await QueuesAreCleanAsync();
    }

    private EncoderProcess Encoder(string name, params string[] more) => new(name, _host.AmqpUri, _storage.Root, _work.Root, more);

    private Task EncodingAsync(EncoderProcess encoder) => Eventually.TrueAsync(
        () => encoder.Ended.IsCompleted || _results.Heartbeats.Any(beat => beat.Executions is [{ Phase: ExecutionPhase.Encoding, Frames: > 0 }]),
        Limit);

    private async Task QueuesAreCleanAsync(int consumers = 1)
    {
        await Eventually.TrueAsync(
            async () => await _host.QueueAsync(Queues.Work, Stop) is { IsEmpty: true } work && work.Consumers == consumers
                && await _host.QueueAsync(Queues.Results, Stop) is { IsEmpty: true },
            Limit,
            async () => string.Join(", ", await _host.QueuesAsync(Stop)));
        Assert.DoesNotContain(
            await _host.QueueNamesAsync(Stop),
            name => name.EndsWith("_error", StringComparison.Ordinal) || name.EndsWith("_skipped", StringComparison.Ordinal));
    }

    private async Task<TranscodeRequested> OrderAsync(int frames, string preset)
    {
        var film = await Clips.MakeAsync(_storage.At("incoming", "film.mkv"), new ClipShape { Frames = frames, Width = 640, Height = 480 }, Stop);
        return new TranscodeRequested
        {
            JobId = Guid.NewGuid(),
            PartId = Guid.NewGuid(),
            AttemptId = Guid.NewGuid(),
            Attempt = 1,
            SourcePath = "incoming/film.mkv",
            SourceBytes = new FileInfo(film).Length,
            ResultFolder = "work/part",
            SettingsHash = "settings",
            Settings = new EncodeSettings
            {
                Container = OutputContainer.Matroska,
                Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.Hevc, Crf = 30, Preset = preset, Threads = 1 },
            },
        };
    }
}
