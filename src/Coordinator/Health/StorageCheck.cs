using Microsoft.Extensions.Diagnostics.HealthChecks;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Health;

/// <summary>Well when all folders are there and are the ones of the first start.</summary>
internal sealed class StorageCheck(StorageGuard guard) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = Enum.GetValues<StorageFolder>().Select(guard.Problem).OfType<string>().ToList();
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join("; ", problems)));
    }
}
