namespace Transcoder.Media.Rsync;

/// <summary>Which user and host names may stand on ssh's command line: none that is an option, and none that holds anything to be read twice.</summary>
internal static class SshNames
{
    public static bool IsUser(string text) => IsPlain(text, "._-");

    public static bool IsHost(string text) => IsPlain(text, text.Contains("::", StringComparison.Ordinal) ? "._-:%" : "._-:");

    private static bool IsPlain(string text, string others) =>
        text.Length > 0 && text[0] != '-' && text.All(character => char.IsAsciiLetterOrDigit(character) || others.Contains(character, StringComparison.Ordinal));
}
