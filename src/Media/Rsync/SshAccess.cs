namespace Transcoder.Media.Rsync;

/// <summary>How this machine proves itself to a storage host, and the host to it.</summary>
public sealed record SshAccess
{
    /// <summary>Absolute path of the private key; null leaves it to the user's ssh configuration and agent.</summary>
    public string? KeyPath { get; init; }

    /// <summary>Absolute path of the file that pins the host's key; null is the user's own.</summary>
    public string? KnownHostsPath { get; init; }
}
