using System.Text;
using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Tests.Planning;

public class OutputNamesTests
{
    [Theory]
    [InlineData("film.avi", null, "film.mkv")]
    [InlineData("av1/a b/film.1.avi", null, "av1/a b/film.1.mkv")]
    [InlineData("a.b/film", null, "a.b/film.mkv")]
    [InlineData("film.avi", "x/wanted.MKV", "x/wanted.MKV")]
    public void A_result_is_called_like_its_source_unless_another_name_is_asked_for(string source, string? requested, string expected) =>
        Assert.Equal(expected, OutputNames.Wanted(source, requested, OutputContainer.Matroska));

    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("漢")]
    [InlineData("🎬")]
    public void A_name_stays_within_what_file_systems_take_however_it_is_numbered(string letter)
    {
        var longest = string.Concat(Enumerable.Repeat(letter, 251 / Encoding.UTF8.GetByteCount(letter))) + ".avi";

        var names = NumberedNames.Of(OutputNames.Wanted($"sub/{longest}", null, OutputContainer.WebM)).ToList();

        Assert.All([names[0], names[^1]], name => Assert.InRange(Encoding.UTF8.GetByteCount(name["sub/".Length..]), 240, 255));
        Assert.Equal($"sub/{string.Concat(Enumerable.Repeat(letter, (247 - 5) / Encoding.UTF8.GetByteCount(letter)))}.webm", names[0]);
    }

    [Theory]
    [InlineData(".mkv")]
    [InlineData("")]
    [InlineData(".what is after this point is no ending, since nobody chooses one that long")]
    public void The_longest_name_gives_way_to_its_number(string ending)
    {
        var longest = new string('a', 255 - ending.Length) + ending;

        var names = NumberedNames.Of($"sub/{longest}").Take(12).ToList();

        Assert.Equal($"sub/{longest}", names[0]);
        Assert.All(names, name => Assert.Equal(255, name.Length - "sub/".Length));
        Assert.EndsWith($" (12){(ending.Length < 10 ? ending : "")}", names[11], StringComparison.Ordinal);
    }
}
