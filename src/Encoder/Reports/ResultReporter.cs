using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Reports;

/// <summary>Through the bus and not the delivery's context: the delivery may be gone with its connection when the outcome is there.</summary>
internal sealed class ResultReporter(IBus bus, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ResultReporter> log)
    : IResultReporter
{
    private static readonly TimeSpan StartedLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    // A report that is on its way when the process is asked to stop saves an encode of hours, and takes milliseconds.
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(2);

    public async Task StartedAsync(TranscodeStarted started, CancellationToken cancellationToken)
    {
        try
        {
            await bus.PublishWithinAsync(started, StartedLimit, time, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.StartedNotSaid(failure.Message);
        }
    }

    public Task<bool> ReportAsync(EncodeOutcome outcome) => outcome switch
    {
        EncodeOutcome.Encoded encoded => UntilRoutedAsync(encoded.Report),
        EncodeOutcome.Failed failed => UntilRoutedAsync(failed.Report),
        EncodeOutcome.Declined declined => UntilRoutedAsync(declined.Report),
        EncodeOutcome.HandedBack { Report: { } handedBack } => OnceAsync(handedBack),
        _ => Task.FromResult(true),
    };

    private async Task<bool> OnceAsync(TranscodeHandedBack handedBack)
    {
        try
        {
            await bus.PublishWithinAsync(handedBack, FarewellLimit, time, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.HandBackNotSaid(failure.Message);
        }

        return true;
    }

    private async Task<bool> UntilRoutedAsync<TReport>(TReport report)
        where TReport : class
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await TryAsync(report))
            {
                return true;
            }

            try
            {
                await Task.Delay(pause, time, lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private async Task<bool> TryAsync<TReport>(TReport report)
        where TReport : class
    {
        using var limit = new CancellationTokenSource(TryLimit, time);
        await using var stopping = lifetime.ApplicationStopping.Register(() => limit.CancelAfter(LastChance));
        try
        {
            // Without a queue that takes it the broker would drop it and confirm.
            await bus.Publish(report, context => context.Mandatory = true, limit.Token);
            return true;
        }
        catch (Exception failure)
        {
            log.NotRouted(typeof(TReport).Name, failure.Message);
            return false;
        }
    }
}
