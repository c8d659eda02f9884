using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Encoder;

public sealed class EncoderOverContainerRabbitMqTests(BrokerFixture brokers) : EncoderOverRabbitMqTests(brokers, BrokerKind.Container);
