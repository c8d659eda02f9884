namespace Transcoder.Contracts;

/// <summary>What an encoder says of itself.</summary>
public enum EncoderState
{
    /// <summary>Takes orders.</summary>
    Ready = 0,

    /// <summary>Takes none until it is well again; the reason stands beside.</summary>
    Unwell = 1,

    /// <summary>Takes none and is about to end.</summary>
    Stopping = 2,
}
