namespace Transcoder.Contracts;

/// <summary>What the frames of a source are taken for.</summary>
public enum FieldOrder
{
    /// <summary>What they are marked as.</summary>
    AsMarked = 0,

    /// <summary>Two fields of two moments, the upper one first, whatever they are marked as.</summary>
    TopFirst = 1,

    /// <summary>Two fields of two moments, the lower one first, whatever they are marked as.</summary>
    BottomFirst = 2,

    /// <summary>One whole picture, whatever they are marked as.</summary>
    Progressive = 3,
}
