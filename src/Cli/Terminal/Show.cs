using System.Globalization;

namespace Transcoder.Cli.Terminal;

/// <summary>Quantities as people read them; the same everywhere, whatever the machine's language.</summary>
internal static class Show
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Bytes(long bytes)
    {
        double value = Math.Abs(bytes);
        var unit = 0;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        var text = value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);
        return $"{(bytes < 0 ? "-" : "")}{text} {Units[unit]}";
    }

    /// <param name="bytes">About how large a result gets; null where that is not known.</param>
    /// <param name="sourceBytes">Size of its source.</param>
    public static string Estimate(long? bytes, long sourceBytes) =>
        bytes is { } size ? $"About {Bytes(size)} instead of {Bytes(sourceBytes)}, by samples." : "How large it gets cannot be said.";

    /// <summary>"1:02:03"; "-" when unknown.</summary>
    public static string Time(TimeSpan? time) => time is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)known.TotalHours}:{known.Minutes:00}:{known.Seconds:00}") : "-";

    public static string Number(double value, string format = "0.0") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset? moment) =>
        moment?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
