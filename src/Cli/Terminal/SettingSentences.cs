using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Transcoder.Cli.Terminal;

/// <summary>Failures of settings in an operator's words: each begins with the setting's full name.</summary>
internal static partial class SettingSentences
{
    private const string OptionsEnding = "Options";

    /// <summary>One sentence a setting.</summary>
    public static IReadOnlyList<string> Of(OptionsValidationException invalid)
    {
        var type = invalid.OptionsType.Name;
        var section = type.EndsWith(OptionsEnding, StringComparison.Ordinal) ? type[..^OptionsEnding.Length] : type;
        return [.. invalid.Failures.Select(failure => Sentence(section, failure)).DistinctBy(sentence => Setting().Match(sentence).Value)];
    }

    /// <summary>The sentence for a value that is no number, time or word that the setting knows; null for anything else.</summary>
    public static string? OfUnreadable(InvalidOperationException exception) => Unreadable().Match(exception.Message) is { Success: true } match
        ? $"{match.Groups["setting"].Value}: \"{match.Groups["value"].Value}\" cannot be understood" : null;

    private static string Sentence(string section, string failure)
    {
        var named = failure.StartsWith(section + ':', StringComparison.Ordinal) ? failure[(section.Length + 1)..] : failure;
        return Generated().Match(named) is { Success: true } generated
            ? $"{section}:{generated.Groups["name"].Value}: {Rest(generated)}" : $"{section}:{named}";
    }

    private static string Rest(Match generated) => generated.Groups["rest"].Value.TrimEnd('.') switch
    {
        "field is required" => "is missing",
        var rest => rest,
    };

    [GeneratedRegex(@"^(?<name>\w+): The (field )?(\w+\.)?\k<name> (?<rest>.+)$")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^[\w:.-]+:")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^Failed to convert configuration value '(?<value>.*)' at '(?<setting>[^']+)'")]
    private static partial Regex Unreadable();
}
