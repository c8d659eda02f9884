using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Transcoder.Broker;

/// <summary>
/// Says when the broker is out of reach and when it is back, and starts the process anew when its bus stays without the broker although the broker
/// answers everybody else. A connection that is lost while the bus sets up a queue can leave it waiting for ever: such a bus neither comes back nor
/// stops, so nothing less than a new process helps.
/// </summary>
/// <param name="busTrouble">What is wrong with the bus; null when all of it works.</param>
/// <param name="brokerAnswers">Asks the broker over a connection of its own.</param>
/// <param name="startAnew">Does not return.</param>
internal sealed class BusGuard(
    Func<string?> busTrouble, Func<Task<bool>> brokerAnswers, Func<Task> startAnew, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<BusGuard> log)
    : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Two minutes: the bus itself waits for no longer than 40 s between two tries.
    public const int Looks = 12;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        var away = false;
        for (var cutOff = 0; cutOff < Looks;)
        {
            await timer.WaitForNextTickAsync(stoppingToken);
            if (!lifetime.ApplicationStarted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // A bus that has not begun or stops already does not work, either, and may take its time.
                continue;
            }

            var trouble = busTrouble();
            Tell(trouble, ref away);
            cutOff = trouble is not null && await brokerAnswers() ? cutOff + 1 : 0;
        }

        log.StartsAnew(Pause * Looks);
        await startAnew();
    }

    private void Tell(string? trouble, ref bool away)
    {
        if (trouble is not null && !away)
        {
            log.OutOfReach(trouble);
        }
        else if (trouble is null && away)
        {
            log.WithinReach();
        }

        away = trouble is not null;
    }
}
