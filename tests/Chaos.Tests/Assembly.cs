using System.Runtime.Versioning;

// A farm in trouble needs all cores of a small machine.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
[assembly: SupportedOSPlatform("linux")]
