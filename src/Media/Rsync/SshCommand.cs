using System.Globalization;

namespace Transcoder.Media.Rsync;

/// <summary>
/// The ssh command for rsync's -e, which is one text that rsync splits at blanks itself: each part is quoted so that it cannot be split. ssh then
/// reads each setting's quotes and percent signs once more.
/// </summary>
internal static class SshCommand
{
    private const int ConnectSeconds = 15;
    private const int AliveSeconds = 15;
    private const int AliveTries = 4;

    /// <param name="port">1 to 65535.</param>
    /// <param name="access">Keys.</param>
    /// <param name="socket">Of a connection that may be used, relative to rsync's working folder; null makes a new one.</param>
    /// <exception cref="ArgumentException">A path that ssh cannot be told.</exception>
    public static string For(int port, SshAccess access, string? socket)
    {
        string[] kept = socket is null ? [] : ["-o", $"ControlPath={socket}"];
        string[] command = ["ssh", .. Arguments(port, access), .. kept];
        return string.Join(' ', command.Select(Quote));
    }

    /// <summary>The same for a start without rsync, as ssh is told them.</summary>
    public static IReadOnlyList<string> Arguments(int port, SshAccess access)
    {
        List<string> parts =
        [
            "-T", "-p", Text(port),
            "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=yes",
            "-o", "UpdateHostKeys=no",
            "-o", "ClearAllForwardings=yes",
            "-o", $"ConnectTimeout={Text(ConnectSeconds)}",
            "-o", $"ServerAliveInterval={Text(AliveSeconds)}",
            "-o", $"ServerAliveCountMax={Text(AliveTries)}",
            "-o", "LogLevel=ERROR",
        ];
        if (access.KeyPath is { } key)
        {
            // Not -i: that looks for the path before it expands it, and silently drops the key when a percent sign was doubled.
            parts.AddRange(["-o", "IdentitiesOnly=yes", "-o", $"IdentityFile={Setting(key)}"]);
        }

        if (access.KnownHostsPath is { } known)
        {
            parts.AddRange(["-o", $"UserKnownHostsFile={Setting(known)}", "-o", "GlobalKnownHostsFile=/dev/null"]);
        }

        return parts;
    }

    // ssh replaces %x and ${NAME} in these; the first can be doubled, the second cannot be escaped.
    private static string Setting(string path)
    {
        if (!Path.IsPathRooted(path) || path.Contains("${", StringComparison.Ordinal) || path.Any(char.IsControl))
        {
            throw new ArgumentException($"ssh cannot be told the path '{path}': it must be absolute, without control characters and \"${{\".");
        }

        var escaped = path.Replace("%", "%%", StringComparison.Ordinal)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }

    // rsync knows single quotes, and a doubled one within them as the character itself.
    private static string Quote(string part) =>
        part.Any(character => character is ' ' or '\'' or '"') ? $"'{part.Replace("'", "''", StringComparison.Ordinal)}'" : part;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
