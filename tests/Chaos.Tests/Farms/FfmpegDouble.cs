using System.Text;
using Transcoder.Chaos.Tests.Films;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Media.Files;

namespace Transcoder.Chaos.Tests.Farms;

/// <summary>
/// An ffmpeg of one encoder's own, before the real one on its PATH. It encodes no faster than the film plays, so that faults meet running encodes,
/// and does wrong what it is told to.
/// </summary>
internal sealed class FfmpegDouble
{
    private const string Name = "ffmpeg";
    private readonly string _folder;

    /// <param name="folder">An existing folder that nothing else uses.</param>
    public FfmpegDouble(string folder)
    {
        _folder = folder;
        var real = System.Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(path => Path.Combine(path, Name)).First(File.Exists);
        var script = Path.Combine(folder, Name);
        File.WriteAllText(script, Script.Replace("REAL", real, StringComparison.Ordinal));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Heal();
    }

    /// <summary>Variables of a process that is to use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
    };

    // Single lower-case words, which the script compares with. The film of "otherfilm" is shorter than any that is dropped.
    private static string Script => $$"""
        #!/bin/sh
        read -r fault < "${0%/*}/fault"
        for last; do :; done
        if [ "$fault" = fails ]; then
            echo "Conversion failed!" >&2
            exit 1
        fi
        case $last in
        file:*) ;;
        *) exec REAL "$@" ;;
        esac
        case $fault in
        truncates)
            REAL "$@" || exit
            file=${last#file:}
            exec truncate -s $(($(stat -c %s "$file") / 2)) "$file"
            ;;
        otherfilm)
            exec REAL -v error -nostdin -y -progress pipe:1 -nostats -f lavfi \
                -i testsrc2=s={{FilmPicture.Width}}x{{FilmPicture.Height}}:r={{Film.Rate}} -frames:v {{Film.FewestFrames - 5}} -c:v libx264 -f mp4 "$last"
            ;;
        *) exec REAL -re "$@" ;;
        esac

        """;

    /// <summary>From now on it is wrong, for whoever starts it.</summary>
    public void Break(FfmpegFault fault) => Tell(fault.ToString().ToLowerInvariant());

    /// <summary>From now on it is right.</summary>
    public void Heal() => Tell("none");

    // Written beside and renamed, so that nobody reads half a word.
    private void Tell(string word) => AtomicFile.Replace(Path.Combine(_folder, "fault"), Encoding.ASCII.GetBytes(word + "\n"));
}
