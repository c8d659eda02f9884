using System.Runtime.Versioning;
using Transcoder.Compose.Tests;

// All tests share one farm, which is built and started once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(ComposeFarm))]
[assembly: SupportedOSPlatform("linux")]
