using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Ingest;

namespace Transcoder.Coordinator.Tests.Ingest;

public class SourceNamesTests
{
    [Theory]
    [InlineData("film.mkv")]
    [InlineData("Film.MKV")]
    [InlineData("av1/a b/film.mov")]
    [InlineData("-film;$(x)\n.ts")]
    public void A_file_with_the_ending_of_a_film_is_a_source(string relative) =>
        Assert.True(Names().IsSource(relative));

    [Theory]
    [InlineData("film")]
    [InlineData("film.txt")]
    [InlineData("mkv")]
    [InlineData(".film.mkv")]
    [InlineData(".film.mkv.Ab3xYz")]
    [InlineData("film.mkv.part")]
    [InlineData("film.mkv.crdownload")]
    [InlineData("film.TMP")]
    [InlineData("film.mkv~")]
    [InlineData(".hidden/film.mkv")]
    [InlineData("~partial/film.mkv")]
    [InlineData("a/film.part/film.mkv")]
    public void Anything_hidden_unfinished_or_else_is_none(string relative) =>
        Assert.False(Names().IsSource(relative));

    [Fact]
    public void Endings_of_the_configuration_replace_the_own_ones()
    {
        var names = Names(".dv");

        Assert.True(names.IsSource("tape.DV"));
        Assert.False(names.IsSource("film.mkv"));
    }

    private static SourceNames Names(params string[] extensions) => new(Options.Create(new IngestOptions { Extensions = extensions }));
}
