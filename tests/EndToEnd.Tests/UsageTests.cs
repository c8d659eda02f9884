using System.CommandLine;
using Transcoder.Cli.Commands;
using Transcoder.Cli.Terminal;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Command lines that make no sense.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("encode")]
    [InlineData("encode film.mkv --encoders many")]
    [InlineData("job film.mkv")]
    [InlineData("jobs --nonsense")]
    [InlineData("jobs --limit")]
    public async Task They_end_with_64(string arguments) =>
        Assert.Equal(64, await TranscoderCommand.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("encode --Planning:Damaged=Accept", "No film is named.")]
    [InlineData("encode film.mkv --storage:root=/films", "storage:root: encode chooses this itself.")]
    public async Task So_do_settings_that_cannot_be_meant(string arguments, string sentence)
    {
        var failure = await Assert.ThrowsAsync<CommandException>(() => TranscoderCommand.RunAsync(arguments.Split(' ')));

        Assert.Equal((64, sentence), (failure.ExitCode, failure.Message));
    }

    [Theory]
    [InlineData("film.mkv", "\"film.mkv\" is no job's ID; `jobs` shows them.")]
    [InlineData("0 --priority 1.5", "--priority: \"1.5\" is no whole number.")]
    public void Values_of_another_kind_are_named(string arguments, string sentence) => Assert.Contains(
        sentence, new Command("any") { Values.JobId(), Values.Number("--priority", "", 0) }.Parse(arguments).Errors.Select(error => error.Message));

    [Theory]
    [InlineData("--help")]
    [InlineData("encode --help")]
    public async Task To_ask_for_help_is_none_of_them(string arguments) => Assert.Equal(0, await TranscoderCommand.RunAsync(arguments.Split(' ')));
}
