using MassTransit;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Announcements;

/// <summary>
/// Tells whoever listens in which state jobs are now. It looks once a second and is not woken: so a short film costs one or two messages, not
/// one for each step. What was told is noted afterwards; a crash between the two tells it twice.
/// </summary>
internal sealed class JobAnnouncer(
    JobQueries queries, JobStore store, JobSignals signals, IBusControl bus, TimeProvider time, ILogger<JobAnnouncer> logger)
    : JobWorker(signals, time, logger)
{
    private const int AtOnce = 500;
    private readonly TimeProvider _time = time;

    protected override TimeSpan Idle => TimeSpan.FromSeconds(1);

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        while (await queries.UnannouncedAsync(AtOnce, stoppingToken) is { Count: > 0 } jobs)
        {
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
            await Task.WhenAll(jobs.Select(job => bus.PublishWithinAsync(MessageOf(job), LimitedPublishing.Limit, _time, stoppingToken)));
            await store.NoteAnnouncedAsync(jobs, stoppingToken);
        }
    }

    private static JobChanged MessageOf(Job job) => new()
    {
        JobId = job.Id,
        State = JobStateName.Of(job.State),
        Source = job.SourcePath,
        SourceBytes = job.SourceBytes,
        Profile = job.Profile,
        Output = job.OutputPath,
        OutputBytes = job.OutputBytes,
        Reason = job.Reason,
    };
}
