using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Brokers;

public sealed class ContainerBrokerTests(BrokerFixture brokers) : BrokerTests(brokers, BrokerKind.Container);
