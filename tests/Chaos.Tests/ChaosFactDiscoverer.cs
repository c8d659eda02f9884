using Transcoder.Chaos.Tests.Plan;
using Xunit.Sdk;
using Xunit.v3;

namespace Transcoder.Chaos.Tests;

/// <summary>Finds tests of <see cref="ChaosFactAttribute"/>; the test framework makes one.</summary>
public sealed class ChaosFactDiscoverer : FactDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        ChaosOptions.AreAskedFor(Environment.GetEnvironmentVariable) ? base.Discover(discoveryOptions, testMethod, factAttribute) : new([]);
}
