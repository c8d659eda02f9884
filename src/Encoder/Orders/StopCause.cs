namespace Transcoder.Encoder.Orders;

/// <summary>Why a running execution was stopped from outside.</summary>
internal enum StopCause
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>This process stops; the order goes back.</summary>
    Shutdown,

    /// <summary>The work is not wanted; the order is answered.</summary>
    Cancelled,
}
