using System.CommandLine;
using System.Text.RegularExpressions;
using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Embedded;

/// <summary>Settings on the command line, which the hosts read themselves: <c>--Section:Key=value</c>.</summary>
internal static partial class Settings
{
    /// <summary>Lets a command take settings beside its own options.</summary>
    public static void TakeSettings(this Command command) => command.TreatUnmatchedTokensAsErrors = false;

    /// <summary>What is left of the command line, proven to be settings.</summary>
    public static string[] Of(ParseResult result)
    {
        var tokens = result.UnmatchedTokens;
        for (var index = 0; index < tokens.Count; index++)
        {
            var match = Setting().Match(tokens[index]);
            if (!match.Success)
            {
                throw new CommandException(ExitCodes.Usage,
                    $"\"{tokens[index]}\" is neither an option of this command nor a setting of the form --Section:Key=value.");
            }

            if (!match.Groups["value"].Success)
            {
                index++;
            }
        }

        return [.. tokens];
    }

    /// <summary>Parts settings from films, of which one that is called so can be named as <c>./--Section:Key=value</c>.</summary>
    /// <param name="words">In the order in which they were typed.</param>
    public static (IReadOnlyList<string> Settings, IReadOnlyList<string> Films) Part(IReadOnlyList<string> words) =>
        ([.. words.Where(IsWhole)], [.. words.Where(word => !IsWhole(word))]);

    /// <returns>The name, as in "Section:Key".</returns>
    /// <param name="setting">As <see cref="Part"/> returns it.</param>
    public static string NameOf(string setting) => setting[2..setting.IndexOf('=', StringComparison.Ordinal)];

    private static bool IsWhole(string word) => Whole().IsMatch(word);

    [GeneratedRegex(@"^--\w+(:[\w.-]+)+=")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(--|/)?(\w+(:[\w.-]+)+|urls|environment|contentRoot)(?<value>=.*)?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Setting();
}
