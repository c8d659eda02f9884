using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Transcoder.Broker;

/// <summary>Failures of settings in an operator's words, the same in every program: each begins with the setting's full name.</summary>
public static partial class SettingSentences
{
    private const string OptionsEnding = "Options";

    /// <summary>One sentence a setting; null when it is something else that failed.</summary>
    public static IReadOnlyList<string>? Of(Exception failure) => failure switch
    {
        OptionsValidationException invalid => OfInvalid(invalid),
        AggregateException several when several.InnerExceptions.Select(Of).ToList() is var all && all.TrueForAll(one => one is not null) =>
            [.. all.SelectMany(one => one!)],
        InvalidOperationException unreadable when OfUnreadable(unreadable.Message) is { } sentence => [sentence],
        InvalidDataException { InnerException: FormatException cause } => [$"appsettings.json: {cause.Message}"],
        _ => null,
    };

    private static IReadOnlyList<string> OfInvalid(OptionsValidationException invalid)
    {
        var type = invalid.OptionsType.Name;
        var section = type.EndsWith(OptionsEnding, StringComparison.Ordinal) ? type[..^OptionsEnding.Length] : type;
        return [.. invalid.Failures.Select(failure => Sentence(section, failure)).DistinctBy(sentence => Setting().Match(sentence).Value)];
    }

    /// <summary>For a value that is no number, time or word that the setting knows; null for anything else.</summary>
    private static string? OfUnreadable(string failure) => Unreadable().Match(failure) is { Success: true } match
        ? $"{match.Groups["setting"].Value}: \"{match.Groups["value"].Value}\" cannot be understood" : null;

    private static string Sentence(string section, string failure)
    {
        if (OfUnreadable(failure) is { } unreadable)
        {
            return unreadable;
        }

        var named = failure.StartsWith(section + ':', StringComparison.Ordinal) ? failure[(section.Length + 1)..] : failure;
        return Generated().Match(named) is { Success: true } generated ? $"{section}:{generated.Groups["name"].Value}: {Rest(generated)}"
            : InNoSection().IsMatch(failure) ? failure
            : $"{section}:{named}";
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

    [GeneratedRegex(@"^Failed to convert configuration value '(?<value>.*)' at '(?<setting>[^']+)'", RegexOptions.Singleline)]
    private static partial Regex Unreadable();

    // The web server's own: "urls", "http_ports", "Kestrel:Endpoints:NAME:Url".
    [GeneratedRegex(@"^([a-z_]+|Kestrel:[\w:.-]+): ")]
    private static partial Regex InNoSection();
}
