namespace Transcoder.Encoder.Testing;

/// <summary>For tests of this program only.</summary>
public sealed class TestingOptions
{
    /// <summary>A <see cref="CrashPoint"/> where the process kills itself; anything else is a point of another part of the program.</summary>
    public string? CrashAt { get; init; }
}
