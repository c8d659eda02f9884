using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Encoder;

public sealed class EncoderOverLocalRabbitMqTests(BrokerFixture brokers) : EncoderOverRabbitMqTests(brokers, BrokerKind.Local);
