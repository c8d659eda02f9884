using System.Globalization;

namespace Transcoder.Media.Rsync;

/// <summary>
/// The ssh command for rsync's -e, which is one text that rsync splits at blanks itself: each part is quoted so that it cannot be split. ssh then
/// expands percent signs in paths, and splits lists of files once more.
/// </summary>
internal static class SshCommand
{
    private const int ConnectSeconds = 15;
    private const int AliveSeconds = 15;
    private const int AliveTries = 4;

    /// <exception cref="ArgumentException">A path that ssh cannot be told.</exception>
    public static string For(int port, SshAccess access)
    {
        List<string> parts =
        [
            "ssh", "-T", "-p", Text(port),
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
            parts.AddRange(["-o", "IdentitiesOnly=yes", "-i", Expandable(key)]);
        }

        if (access.KnownHostsPath is { } known)
        {
            var listed = Expandable(known).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            parts.AddRange(["-o", $"UserKnownHostsFile=\"{listed}\"", "-o", "GlobalKnownHostsFile=/dev/null"]);
        }

        return string.Join(' ', parts.Select(Quote));
    }

    // ssh replaces %x and ${NAME} in these; the first can be doubled, the second cannot be escaped.
    private static string Expandable(string path)
    {
        if (!Path.IsPathRooted(path) || path.Contains("${", StringComparison.Ordinal) || path.Any(char.IsControl))
        {
            throw new ArgumentException($"ssh cannot be told the path '{path}': it must be absolute, without control characters and \"${{\".");
        }

        return path.Replace("%", "%%", StringComparison.Ordinal);
    }

    // rsync knows single quotes, and a doubled one within them as the character itself.
    private static string Quote(string part) =>
        part.Any(character => character is ' ' or '\'' or '"') ? $"'{part.Replace("'", "''", StringComparison.Ordinal)}'" : part;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
