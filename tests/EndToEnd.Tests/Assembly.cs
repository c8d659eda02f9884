using Transcoder.TestKit.Brokers;

// Each test runs whole farms on few cores; more at once only makes every wait longer.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
