using System.Runtime.Versioning;
using Transcoder.TestKit.Brokers;

// Each test runs whole farms, which wait as often as they work; more at once only makes every wait longer.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
[assembly: SupportedOSPlatform("linux")]
