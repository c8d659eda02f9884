using System.Globalization;
using System.Runtime.InteropServices;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffprobe;

/// <summary>Reads single packets with their bytes.</summary>
internal sealed class PacketContents(ToolRunner runner)
{
    private const int Longest = 16 << 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="pts">In the stream's ticks; null where the packet has none.</param>
    /// <param name="bytes">All of it, but no more than 16 MiB.</param>
    public delegate void Take(long? pts, ReadOnlySpan<byte> bytes);

    /// <param name="path">A file on this machine.</param>
    /// <param name="stream">The index over all kinds.</param>
    /// <param name="intervals">Which packets, as ffprobe's -read_intervals says it (ffprobe 5.1).</param>
    /// <param name="take">Called for each. Where ffprobe fails it is not called, or not for all.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <exception cref="ToolMissingException">There is no ffprobe.</exception>
    public Task ReadAsync(string path, int stream, IEnumerable<string> intervals, Take take, CancellationToken cancellationToken)
    {
        var (time, packet) = ((long?)null, new List<byte>());
        var request = new ToolRequest
        {
            Program = "ffprobe",
            Arguments =
            [
                "-v", "error", "-select_streams", stream.ToString(CultureInfo.InvariantCulture), "-read_intervals", string.Join(',', intervals),
                "-show_data", "-show_entries", "packet=pts,data", "-of", "default", .. FfmpegPath.Input(path),
            ],
            Confinement = FfprobeClient.Alone(path),
            Limit = Limit,
            OutputLine = line =>
            {
                if (line.StartsWith("pts=", StringComparison.Ordinal))
                {
                    time = long.TryParse(line.AsSpan(4), CultureInfo.InvariantCulture, out var pts) ? pts : null;
                }
                else if (line == "[/PACKET]")
                {
                    take(time, CollectionsMarshal.AsSpan(packet));
                    packet.Clear();
                }
                else if (packet.Count < Longest && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
                {
                    // "00000010: 0605 ffff aadc 45e9 bde6 d948 b796 2cd8  ......E....H..,."
                    AddBytes(line.AsSpan(colon + 2), packet);
                }
            },
        };
        return runner.RunAsync(request, cancellationToken);
    }

    private static void AddBytes(ReadOnlySpan<char> dump, List<byte> bytes)
    {
        var columns = dump[..Math.Max(0, dump.IndexOf("  ", StringComparison.Ordinal))];
        foreach (var column in columns.Split(' '))
        {
            bytes.AddRange(Convert.FromHexString(columns[column]));
        }
    }
}
