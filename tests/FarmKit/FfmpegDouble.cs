using System.Globalization;
using System.Runtime.Versioning;
using Transcoder.TestKit;

namespace Transcoder.FarmKit;

/// <summary>
/// An ffmpeg of one encoder's own, before the real one on its PATH. It encodes no faster than the film plays, so that faults meet running encodes,
/// and does wrong what it is told to.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class FfmpegDouble
{
    private readonly ToolDouble _tool;

    /// <param name="folder">An existing folder that nothing else uses.</param>
    /// <param name="other">The silent film that it writes when it writes another one.</param>
    public FfmpegDouble(string folder, ClipShape other) => _tool = new ToolDouble(folder, "ffmpeg", Script(other));

    /// <summary>Variables of a process that is to use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => _tool.Environment;

    /// <summary>From now on it is wrong, for whoever starts it.</summary>
    public void Break(FfmpegFault fault) => _tool.Tell(fault.ToString().ToLowerInvariant());

    /// <summary>From now on it is right.</summary>
    public void Heal() => _tool.Heal();

    // Single lower-case words, which the script compares with; "fails" is known to every double.
    private static string Script(ClipShape other) => string.Create(CultureInfo.InvariantCulture, $$"""
        case $last in
        file:*) ;;
        *) exec REAL "$@" ;;
        esac
        case $word in
        truncates)
            REAL "$@" || exit
            file=${last#file:}
            exec truncate -s $(($(stat -c %s "$file") / 2)) "$file"
            ;;
        otherfilm)
            exec REAL -v error -nostdin -y -progress pipe:1 -nostats -f lavfi \
                -i testsrc2=s={{other.Width}}x{{other.Height}}:r={{other.Rate}} -frames:v {{other.Frames}} -c:v libx264 -f mp4 "$last"
            ;;
        hangs) exec sleep infinity ;;
        *) exec REAL -re "$@" ;;
        esac
        """);
}
