namespace Transcoder.Encoder.Testing;

/// <summary>
/// Every step of an execution behind or within which a crash leaves something different on disk or at the broker, in their order. A test kills an
/// encoder at each of them.
/// </summary>
public enum CrashPoint
{
    /// <summary>While the source is brought here.</summary>
    Pulling,

    /// <summary>While ffmpeg writes.</summary>
    Encoding,

    /// <summary>While the result is looked at.</summary>
    Checking,

    /// <summary>While the result is on its way to the storage.</summary>
    Pushing,

    /// <summary>The result stands in the storage, and nobody is told.</summary>
    Pushed,

    /// <summary>The broker has the report; the order is not acknowledged.</summary>
    Reported,
}
