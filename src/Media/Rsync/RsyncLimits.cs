namespace Transcoder.Media.Rsync;

/// <summary>How long and how fast rsync may be.</summary>
public sealed record RsyncLimits
{
    /// <summary>A link on which nothing moves for this long is dead, and a rsync that does nothing for half as long again is killed. Whole seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>On cancellation rsync has this long to put aside what it has; a killed rsync leaves nothing to resume from.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>KiB per second; null is as fast as the link.</summary>
    public int? KibibytesPerSecond { get; init; }
}
