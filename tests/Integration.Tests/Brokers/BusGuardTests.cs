using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Broker;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Brokers;

/// <summary>When a process starts anew, with a bus that is told how it is, before a real broker.</summary>
public sealed class BusGuardTests(BrokerFixture brokers) : IHostApplicationLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private volatile int _looks;
    private volatile string? _trouble = "cut off";
    private volatile bool _isNew;
    private bool _started = true;
    private bool _stopping;

    /// <summary>Is asked at each look.</summary>
    public CancellationToken ApplicationStarted
    {
        get
        {
            _looks++;
            return new(_started);
        }
    }

    public CancellationToken ApplicationStopping => new(_stopping);

    public CancellationToken ApplicationStopped => CancellationToken.None;

    [Fact]
    public async Task A_bus_that_stays_cut_off_from_a_broker_that_answers_is_made_anew()
    {
        using var guard = await StartAsync(await UrlAsync());

        await LookAsync(guard, BusGuard.Looks - 1);
        Assert.False(_isNew);
        await LookAsync(guard, 1);

        // A look begins before the broker is asked.
        await guard.ExecuteTask!.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.True(_isNew);
    }

    [Fact]
    public async Task A_bus_that_was_well_meanwhile_has_all_the_time_again()
    {
        using var guard = await StartAsync(await UrlAsync());

        await LookAsync(guard, BusGuard.Looks - 1);
        _trouble = null;
        await LookAsync(guard, 1);
        _trouble = "cut off";
        await LookAsync(guard, BusGuard.Looks - 1);

        Assert.False(_isNew);
    }

    [Fact]
    public async Task While_the_broker_is_away_nothing_is_made_anew()
    {
        using var guard = await StartAsync($"amqp://127.0.0.1:{FreePort.Take()}");

        await LookAsync(guard, BusGuard.Looks + 1);

        Assert.False(_isNew);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_still_starts_or_already_stops_is_left_alone(bool stops)
    {
        (_started, _stopping) = (stops, stops);
        using var guard = await StartAsync(await UrlAsync());

        await LookAsync(guard, BusGuard.Looks + 1);

        Assert.False(_isNew);
    }

    [Fact]
    public async Task A_broker_that_lets_nobody_in_does_not_answer()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var missing = new UriBuilder(await UrlAsync()) { Path = "missing" };

        Assert.True(await AnswersAsync(await UrlAsync()));
        Assert.False(await AnswersAsync($"amqp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"));
        Assert.False(await AnswersAsync(missing.ToString()));
    }

    void IHostApplicationLifetime.StopApplication() => throw new NotSupportedException();

    private static Task<bool> AnswersAsync(string url) => BrokerProbe.AnswersAsync(new BrokerOptions { Url = url });

    private async Task<string> UrlAsync() =>
        (await brokers.GetAsync(BrokerKind.Local, TestContext.Current.CancellationToken)).Root.AmqpUri.AbsoluteUri;

    private async Task<BusGuard> StartAsync(string url)
    {
        var guard = new BusGuard(() => _trouble, () => AnswersAsync(url), () => Task.FromResult(_isNew = true), this, _time, NullLogger<BusGuard>.Instance);
        await guard.StartAsync(TestContext.Current.CancellationToken);
        return guard;
    }

    /// <summary>Lets it look so often, and waits until it has.</summary>
    private async Task LookAsync(BusGuard guard, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var before = _looks;
            await Eventually.TrueAsync(
                () =>
                {
                    _time.Advance(_looks == before ? BusGuard.Pause : TimeSpan.Zero);
                    return _looks > before || guard.ExecuteTask!.IsCompleted;
                },
                Limit);
        }
    }
}
