using System.Runtime.Versioning;
using System.Text;
using Transcoder.Media.Files;

namespace Transcoder.TestKit;

/// <summary>
/// A tool before the real one on the PATH of the programs of a test. It is the real one until it is told otherwise, which counts for whoever starts
/// it from then on.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class ToolDouble
{
    private readonly string _folder;

    /// <param name="folder">An existing folder that nothing else uses.</param>
    /// <param name="name">Of the program.</param>
    /// <param name="more">
    /// Lines of shell script for more words: $word is what it was told, $last the last argument, and REAL becomes the path of the real tool.
    /// </param>
    public ToolDouble(string folder, string name, string more = "")
    {
        _folder = folder;
        var real = System.Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(path => Path.Combine(path, name)).First(File.Exists);
        var script = Path.Combine(folder, name);
        File.WriteAllText(script, $"{Script}{more}\nexec REAL \"$@\"\n".Replace("REAL", real, StringComparison.Ordinal));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Heal();
    }

    /// <summary>Variables of a process that is to use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
    };

    private string Held => Path.Combine(_folder, "held");

    private static string Script => """
        #!/bin/sh
        folder=${0%/*}
        read -r word text < "$folder/word"
        for last; do :; done
        case $word in
        fails)
            echo "Conversion failed!" >&2
            exit 1
            ;;
        holds)
            case "$*" in
            *"$text"*)
                : > "$folder/held"
                while read -r word text < "$folder/word" && [ "$word" = holds ]; do sleep 0.1; done
                ;;
            esac
            ;;
        esac

        """;

    /// <summary>From now on it does nothing, and does not end, when its arguments hold a text; it goes on when it is told something else.</summary>
    public void Hold(string text)
    {
        File.Delete(Held);
        Tell($"holds {text}");
    }

    /// <summary>Waits until one is held.</summary>
    public Task HeldAsync(TimeSpan limit, Func<string> state) => Eventually.TrueAsync(() => File.Exists(Held), limit, state);

    /// <summary>From now on it is the real one.</summary>
    public void Heal() => Tell("none");

    /// <summary>A word that the tool was made with, or "fails", which has it end with 1 whatever it is asked.</summary>
    // Written beside and renamed, so that nobody reads half a word.
    public void Tell(string word) => AtomicFile.Replace(Path.Combine(_folder, "word"), Encoding.ASCII.GetBytes(word + "\n"));
}
