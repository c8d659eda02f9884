namespace Transcoder.Broker;

/// <summary>What others must know of before this process starts anew because its bus hangs.</summary>
public interface ILastWords
{
    /// <summary>Called once, right before the end, which follows within seconds.</summary>
    /// <returns>Messages, which are published.</returns>
    IReadOnlyList<object> Speak();
}
