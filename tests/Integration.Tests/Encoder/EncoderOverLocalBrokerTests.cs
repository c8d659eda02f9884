using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Encoder;

public sealed class EncoderOverLocalBrokerTests(BrokerFixture brokers) : EncoderOverRabbitMqTests(brokers, BrokerKind.Local);
