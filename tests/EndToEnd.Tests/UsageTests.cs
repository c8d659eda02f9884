using Transcoder.Cli.Commands;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Command lines that make no sense.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("encode")]
    [InlineData("encode film.mkv --encoders many")]
    [InlineData("jobs --nonsense")]
    [InlineData("jobs --limit")]
    public async Task They_end_with_64(string arguments) =>
        Assert.Equal(64, await TranscoderCommand.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("--help")]
    [InlineData("encode --help")]
    public async Task To_ask_for_help_is_none_of_them(string arguments) => Assert.Equal(0, await TranscoderCommand.RunAsync(arguments.Split(' ')));
}
