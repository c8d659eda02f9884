using System.Diagnostics.CodeAnalysis;

namespace Transcoder.Media.Rsync;

/// <summary>Where a storage root is and how it is reached.</summary>
public abstract record StorageEndpoint
{
    private StorageEndpoint(string root) => Root = root;

    /// <summary>Absolute on the machine that holds it, without a slash at the end.</summary>
    public string Root { get; }

    /// <summary>Reads "file:///root" or "ssh://user@host[:port]/root".</summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out StorageEndpoint? endpoint, [NotNullWhen(false)] out string? problem) => throw new NotSupportedException();

    /// <summary>A folder of this machine.</summary>
    public sealed record FileEndpoint(string Root) : StorageEndpoint(Root);

    /// <summary>A folder behind an SSH server.</summary>
    public sealed record SshEndpoint(string User, string Host, int Port, string Root) : StorageEndpoint(Root);
}
