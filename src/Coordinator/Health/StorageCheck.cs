using Microsoft.Extensions.Diagnostics.HealthChecks;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Health;

/// <summary>Well when all folders are there and are the ones of the first start, and there is room to work.</summary>
internal sealed class StorageCheck(StorageGuard guard, StorageOutage outage) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = Enum.GetValues<StorageFolder>().Select(guard.Problem).Append(outage.Now())
            .Append(guard.Problem(StorageFolder.Completed) is null ? outage.Full(StorageFolder.Completed) : null).OfType<string>().Distinct().ToList();
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join("; ", problems)));
    }
}
