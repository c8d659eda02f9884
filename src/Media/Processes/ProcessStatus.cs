using System.Globalization;

namespace Transcoder.Media.Processes;

/// <summary>The few fields of /proc/PID/stat that matter here.</summary>
internal sealed record ProcessStatus(char State, int Group, long UserTicks, long SystemTicks)
{
    // Fields are counted from the state on, which follows the name in parentheses; a name may itself hold spaces and parentheses.
    private const int GroupField = 2;
    private const int UserField = 11;
    private const int SystemField = 12;

    public bool IsDead => State is 'Z' or 'X';

    /// <returns>Null when the process is gone, or the folder is no process's.</returns>
    public static ProcessStatus? TryRead(string folder)
    {
        string text;
        try
        {
            text = File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > SystemField
            && int.TryParse(fields[GroupField], CultureInfo.InvariantCulture, out var group)
            && long.TryParse(fields[UserField], CultureInfo.InvariantCulture, out var user)
            && long.TryParse(fields[SystemField], CultureInfo.InvariantCulture, out var system)
            ? new ProcessStatus(fields[0][0], group, user, system)
            : null;
    }
}
