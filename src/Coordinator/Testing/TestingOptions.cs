namespace Transcoder.Coordinator.Testing;

/// <summary>For tests of this program only.</summary>
public sealed class TestingOptions
{
    /// <summary>Where the process kills itself; nowhere unless it is set.</summary>
    public CrashPoint? CrashAt { get; init; }
}
