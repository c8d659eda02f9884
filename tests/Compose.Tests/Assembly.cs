using System.Runtime.Versioning;
using Transcoder.Compose.Tests;

// All tests share one farm, which is built and started once.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
[assembly: AssemblyFixture(typeof(ComposeFarm))]
[assembly: SupportedOSPlatform("linux")]
