using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Transcoder.Media.Rsync;

/// <summary>Where a storage root is and how it is reached.</summary>
public abstract record StorageEndpoint
{
    private const string FileScheme = "file://";
    private const string SshScheme = "ssh://";
    private const int SshPort = 22;

    private StorageEndpoint(string root) => Root = root;

    /// <summary>Absolute on the machine that holds it, without a slash at the end unless it is "/".</summary>
    public string Root { get; }

    /// <summary>
    /// Reads "file:///root" or "ssh://user@host[:port]/root"; an IPv6 host stands in brackets. The root is taken as it stands, without
    /// percent escapes, and may hold anything but control characters. Refused: passwords, user or host names that a program could take for an
    /// option, relative roots, "." and ".." in them. "/" is a root, too: over SSH, where rrsync makes it
    /// the storage's, and for files that lie anywhere.
    /// </summary>
    /// <param name="text">As an operator wrote it.</param>
    /// <param name="endpoint">Set when the answer is true.</param>
    /// <param name="problem">One sentence when it is false. It repeats no password.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out StorageEndpoint? endpoint, [NotNullWhen(false)] out string? problem)
    {
        (endpoint, problem) = text switch
        {
            not null when text.StartsWith(FileScheme, StringComparison.Ordinal) => ParseFile(text[FileScheme.Length..]),
            not null when text.StartsWith(SshScheme, StringComparison.Ordinal) => ParseSsh(text[SshScheme.Length..]),
            _ => Refuse("A storage endpoint begins with file:// or ssh://."),
        };
        return endpoint is not null;
    }

    private static (StorageEndpoint? Endpoint, string? Problem) ParseFile(string text) =>
        !text.StartsWith('/') ? Refuse("A file endpoint is file:// and an absolute path, so three slashes.")
        : text == "/" ? (new FileEndpoint("/"), null)
        : CheckedRoot(text) is { } root ? (new FileEndpoint(root), null)
        : Refuse("The endpoint's root is not a plain absolute path.");

    private static (StorageEndpoint? Endpoint, string? Problem) ParseSsh(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Refuse("The endpoint has no root: ssh://user@host/absolute/path.");
        }

        if (text[..slash].Split('@') is not [var user, var machine])
        {
            return Refuse("The endpoint names no user, or more than one: ssh://user@host/absolute/path.");
        }

        if (user.Contains(':', StringComparison.Ordinal))
        {
            return Refuse("The endpoint holds a password; only keys are used.");
        }

        var (host, portText) = SplitPort(machine);
        var port = SshPort;
        return !SshNames.IsUser(user) ? Refuse("The endpoint's user name is not a plain name.")
            : !SshNames.IsHost(host) ? Refuse("The endpoint's host is not a plain name or address.")
            : portText is not null && !(int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue)
                ? Refuse("The endpoint's port is not a number from 1 to 65535.")
            // A key that is bound to rrsync sees the storage root as "/".
            : text[slash..] == "/" ? (new SshEndpoint(user, host, port, "/"), null)
            : CheckedRoot(text[slash..]) is { } root ? (new SshEndpoint(user, host, port, root), null)
            : Refuse("The endpoint's root is not a plain absolute path.");
    }

    private static (string Host, string? Port) SplitPort(string machine)
    {
        var end = machine.StartsWith('[') ? machine.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var colon = machine.IndexOf(':', end);
        var (host, port) = colon < 0 ? (machine, null) : (machine[..colon], machine[(colon + 1)..]);
        return (end > 0 ? host[1..^1] : host, port);
    }

    private static string? CheckedRoot(string text)
    {
        var root = text.TrimEnd('/');
        return root.Length > 0 && !root.Any(char.IsControl) && root[1..].Split('/').All(segment => segment is not ("" or "." or "..")) ? root : null;
    }

    private static (StorageEndpoint? Endpoint, string? Problem) Refuse(string problem) => (null, problem);

    /// <summary>A folder of this machine.</summary>
    public sealed record FileEndpoint(string Root) : StorageEndpoint(Root);

    /// <summary>A folder behind an SSH server.</summary>
    /// <param name="User">Who logs in there.</param>
    /// <param name="Host">A name or an address, IPv6 without brackets.</param>
    /// <param name="Port">1 to 65535.</param>
    /// <param name="Root">As in <see cref="StorageEndpoint.Root"/>.</param>
    public sealed record SshEndpoint(string User, string Host, int Port, string Root) : StorageEndpoint(Root);
}
