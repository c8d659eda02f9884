using System.Globalization;

namespace Transcoder.Bench.Farms;

/// <summary>What a running program has cost so far.</summary>
/// <param name="Cpu">User and system time of its own.</param>
/// <param name="Tools">The same of all programs that it started and that have ended.</param>
/// <param name="Megabytes">Memory in use now, of 1,000,000 bytes.</param>
/// <param name="PeakMegabytes">The largest so far.</param>
internal sealed record ProgramCost(TimeSpan Cpu, TimeSpan Tools, double Megabytes, double PeakMegabytes)
{
    // USER_HZ, the same on every Linux.
    private const int TicksPerSecond = 100;

    public static ProgramCost Read(int processId)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        var stat = File.ReadAllText($"{folder}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var status = File.ReadAllLines($"{folder}/status");
        return new ProgramCost(TimeOf(fields, 11) + TimeOf(fields, 12), TimeOf(fields, 13) + TimeOf(fields, 14), MegabytesOf(status, "VmRSS:"), MegabytesOf(status, "VmHWM:"));
    }

    private static TimeSpan TimeOf(string[] fields, int index) =>
        TimeSpan.FromSeconds(double.Parse(fields[index], CultureInfo.InvariantCulture) / TicksPerSecond);

    private static double MegabytesOf(string[] status, string name)
    {
        var line = status.First(text => text.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
