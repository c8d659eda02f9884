using System.Globalization;
using Transcoder.Media.Processes;

namespace Transcoder.Bench;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static async Task<IReadOnlyList<string>> DescribeAsync(ToolRunner tools, CancellationToken cancellationToken) =>
    [
        $"cores: {Environment.ProcessorCount} ({Line("/proc/cpuinfo", "model name")})",
        $"memory: {Line("/proc/meminfo", "MemTotal")}",
        $"kernel: {(await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", cancellationToken)).Trim()}, .NET {Environment.Version}",
        $"load before: {Load()}",
        await FirstLineAsync(tools, "ffmpeg", "-version", cancellationToken),
        await FirstLineAsync(tools, "rsync", "--version", cancellationToken),
        await FirstLineAsync(tools, "parallel", "--version", cancellationToken),
    ];

    /// <summary>The kernel's one-minute load; above a few tenths at the start somebody else works here, too.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    /// <summary>Time for which the cores worked since the machine was started, all together.</summary>
    public static TimeSpan Cpu()
    {
        // "cpu", user, nice, system, idle, iowait, irq, softirq, in hundredths of a second (proc(5)).
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromMilliseconds(10 * (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]));
    }

    private static string Line(string file, string key) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static async Task<string> FirstLineAsync(ToolRunner tools, string program, string argument, CancellationToken cancellationToken)
    {
        var (_, output) = await tools.CaptureAsync(new ToolRequest { Program = program, Arguments = [argument] }, 1 << 20, cancellationToken);
        return output.Split('\n', 2)[0].Trim();
    }
}
