using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>What a command says goes to a file on a full disk: its work is done all the same.</summary>
public sealed class FullOutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(">", "What standard output was to say is lost: No space left on device.")]
    [InlineData("2> /dev/full >", null)]
    public async Task An_answer_that_is_lost_is_no_success(string lost, string? words)
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(tree.At("film.mkv"), Farm.SmallFilm, Token);
        await using var encode = Started(tree, lost, "encode", film, "-o", tree.Folder("out"), "--profile", "h264", "--json");

        var ended = await encode.Ended.WaitAsync(Farm.Limit, Token);

        Assert.Equal(74, ended.ExitCode);
        Assert.Equal(words, encode.Errors is [.., var last] ? last : null);
        Assert.Equal(["out/", "out/film.mp4"], tree.Entries().Where(entry => entry.StartsWith("out/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Progress_that_nobody_sees_stops_no_encode()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(tree.At("film.mkv"), Farm.SmallFilm, Token);
        await using var encode = Started(tree, "2>", "encode", film, "-o", tree.Folder("out"), "--profile", "h264");

        Assert.Equal(0, (await encode.Ended.WaitAsync(Farm.Limit, Token)).ExitCode);
        Assert.Contains("film.mp4", Assert.Single(encode.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_farm_works_on()
    {
        await using var farm = new EmbeddedFarm { Before = Shell(">") };
        farm.Start();
        await farm.Api.ReadyAsync();

        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/film.mkv");

        await Eventually.TrueAsync(() => farm.Storage.Files("archive").Count == 1, Farm.Limit, () => string.Join('\n', farm.Storage.Files("incoming")));
        Assert.Equal(["h264/film.mp4"], farm.Storage.Files("completed"));
    }

    private static TranscoderProcess Started(TempTree tree, string lost, params string[] arguments) =>
        new(tree.Root, new Dictionary<string, string>(), arguments, before: Shell(lost));

    private static string[] Shell(string lost) => ["sh", "-c", $"exec \"$@\" {lost} /dev/full", "sh"];
}
