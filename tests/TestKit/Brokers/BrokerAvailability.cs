namespace Transcoder.TestKit.Brokers;

/// <summary>Whether this machine can run a broker.</summary>
/// <param name="Exists">The broker can be asked for.</param>
/// <param name="Reason">One sentence for a skip: what is missing; empty when it exists.</param>
public sealed record BrokerAvailability(bool Exists, string Reason);
