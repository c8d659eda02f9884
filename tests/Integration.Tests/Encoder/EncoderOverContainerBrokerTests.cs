using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Encoder;

public sealed class EncoderOverContainerBrokerTests(BrokerFixture brokers) : EncoderOverRabbitMqTests(brokers, BrokerKind.Container);
