using Transcoder.TestKit.Brokers;

[assembly: AssemblyFixture(typeof(BrokerFixture))]
