using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Transcoder.Cli.Commands;

/// <summary>What users write for values that are no text, and what they are told where it is none.</summary>
internal static class Values
{
    public static Argument<Guid> JobId() => new("ID")
    {
        Description = "Of the job, as `jobs` shows it",
        CustomParser = result => Guid.TryParse(Text(result), out var id) ? id : Refuse<Guid>(result, "no job's ID; `jobs` shows them"),
    };

    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="otherwise">Where nothing is written.</param>
    public static Option<int> Number(string name, string description, int otherwise) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Number(result) ?? 0,
    };

    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    public static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N", CustomParser = Number };

    private static int? Number(ArgumentResult result) =>
        int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Refuse<int?>(result, "no whole number");

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string what)
    {
        var of = result.Parent is OptionResult { Option.Name: var name } ? $"{name}: " : "";
        result.AddError($"{of}\"{Text(result)}\" is {what}.");
        return default;
    }
}
