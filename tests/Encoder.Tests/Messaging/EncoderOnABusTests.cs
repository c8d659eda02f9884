using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Transcoder.Contracts;
using Transcoder.Encoder.Messaging;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Preflight;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Messaging;

/// <summary>The whole encoder on an in-memory bus, but for the work itself and the look at the machine.</summary>
public sealed class EncoderOnABusTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly IHost _host = Build();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ScriptedRunner Runner => (ScriptedRunner)_host.Services.GetRequiredService<IExecutionRunner>();

    private ITestHarness Harness => _host.Services.GetRequiredService<ITestHarness>();

    public async ValueTask InitializeAsync() => await _host.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    [Fact]
    public async Task An_order_leads_to_a_start_a_heartbeat_that_shows_it_and_a_completion()
    {
        var order = Doubles.Orders.New();

        await Harness.Bus.Publish(order, Stop);
        var seen = await Harness.Published.Any<EncoderHeartbeat>(sent =>
            sent.Context.Message.Executions.Any(execution => execution.AttemptId == order.AttemptId), Stop);

        // The desk shows an execution before it runs.
        await RunningAsync();
        Runner.End();

        Assert.True(seen);
        Assert.True(await Harness.Published.Any<TranscodeStarted>(sent => sent.Context.Message.AttemptId == order.AttemptId, Stop));
        Assert.True(await Harness.Published.Any<TranscodeCompleted>(sent =>
            sent.Context.Message.AttemptId == order.AttemptId && sent.Context is PublishContext { Mandatory: true }, Stop));
        Assert.True(await Harness.Consumed.Any<TranscodeRequested>(received => received.Exception is null, Stop));
    }

    [Fact]
    public async Task A_cancel_ends_the_execution_and_the_order_is_answered()
    {
        var order = Doubles.Orders.New();
        await Harness.Bus.Publish(order, Stop);
        await RunningAsync();

        await Harness.Bus.Publish(new CancelTranscode { JobId = order.JobId, Reason = "not wanted" }, Stop);

        Assert.True(await Harness.Published.Any<TranscodeFailed>(sent =>
            sent.Context.Message is { Kind: FailureKind.Cancelled } failed && failed.AttemptId == order.AttemptId, Stop));
        Assert.True(await Harness.Consumed.Any<TranscodeRequested>(received => received.Exception is null, Stop));
        Assert.Equal(0, Runner.Running);
    }

    [Fact]
    public async Task A_failure_is_an_answer_and_no_fault()
    {
        await Harness.Bus.Publish(Doubles.Orders.New(), Stop);
        await RunningAsync();

        Runner.End(FailureKind.BadSource);

        Assert.True(await Harness.Published.Any<TranscodeFailed>(sent => sent.Context.Message.Kind is FailureKind.BadSource, Stop));
        Assert.True(await Harness.Consumed.Any<TranscodeRequested>(received => received.Exception is null, Stop));
    }

    [Fact]
    public async Task Stopping_says_so_hands_back_and_reports_nothing()
    {
        await Harness.Bus.Publish(Doubles.Orders.New(), Stop);
        await RunningAsync();

        await _host.StopAsync(Stop);

        Assert.Equal(0, Runner.Running);
        Assert.Contains(Harness.Published.Select<EncoderHeartbeat>(Stop), sent => sent.Context.Message.State is EncoderState.Stopping);
        Assert.Empty(Harness.Published.Select<TranscodeFailed>(Stop));
        Assert.Empty(Harness.Published.Select<TranscodeCompleted>(Stop));
        Assert.Empty(Harness.Published.Select<Fault<TranscodeRequested>>(Stop));
    }

    private static IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Encoder:HeartbeatInterval", "00:00:01")]);
        builder.AddEncoder();
        builder.Services.RemoveAll<IPreflightCheck>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IExecutionRunner, ScriptedRunner>());
        builder.Services.AddMassTransitTestHarness(bus =>
        {
            EncoderBus.AddConsumers(bus);
            bus.UsingInMemory(EncoderBus.ConfigureEndpoints);
            bus.SetTestTimeouts(testTimeout: Soon, testInactivityTimeout: Soon);
        });
        return builder.Build();
    }

    private Task RunningAsync() => Eventually.TrueAsync(() => Runner.Running == 1, Soon);
}
