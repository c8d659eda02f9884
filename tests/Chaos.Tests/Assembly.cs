using System.Runtime.Versioning;
using Transcoder.TestKit.Brokers;

// The suite is one farm that is meant to have the machine to itself.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
[assembly: SupportedOSPlatform("linux")]
