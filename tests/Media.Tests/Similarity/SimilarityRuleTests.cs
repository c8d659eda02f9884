using Transcoder.Media.Similarity;

namespace Transcoder.Media.Tests.Similarity;

public sealed class SimilarityRuleTests
{
    private const int Length = 200;

    [Fact]
    public void No_picture_at_all_is_not_judged() => Assert.Null(new SimilarityRule().Judge());

    [Fact]
    public void The_same_pictures_are_alike() => Assert.Null(Judge(Moving, Moving));

    [Fact]
    public void A_film_of_one_picture_is_judged()
    {
        Assert.Null(Judge(Moving, Moving, length: 1));
        Assert.NotNull(Judge(_ => Flat(16), Moving, length: 1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    public void Coarse_pictures_are_alike(int step) => Assert.Null(Judge(number => Coarse(Moving(number), step), Moving));

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Grain_that_is_lost_is_no_difference(int grain) => Assert.Null(Judge(Moving, number => Grainy(Moving(number), number, grain)));

    [Fact]
    public void Stills_and_black_are_alike()
    {
        Assert.Null(Judge(_ => Moving(0), _ => Moving(0)));
        Assert.Null(Judge(_ => Flat(16), number => Grainy(Flat(16), number, 4)));
    }

    [Fact]
    public void Another_film_is_found() => Assert.Contains("something else", Judge(Other, Moving), StringComparison.Ordinal);

    [Fact]
    public void A_black_second_is_found_where_it_is() =>
        Assert.Contains("80 to 103", Judge(number => number is >= 80 and < 104 ? Flat(16) : Moving(number), Moving), StringComparison.Ordinal);

    [Fact]
    public void A_second_that_is_much_poorer_than_the_rest_is_found() => Assert.Contains(
        "80 to 103 are less like the source than the rest",
        Judge(number => number is >= 80 and < 104 ? Grainy(Moving(number), number, 24) : Moving(number), Moving), StringComparison.Ordinal);

    [Fact]
    public void A_second_that_is_much_poorer_passes_where_the_rest_is_poor() =>
        Assert.Null(Judge(Moving, number => Grainy(Moving(number), number, number is >= 80 and < 104 ? 50 : 25)));

    [Fact]
    public void One_picture_that_is_lost_is_not_judged_by_itself() =>
        Assert.Null(Judge(number => number == 80 ? Flat(128) : Moving(number), Moving));

    [Fact]
    public void A_dark_film_passes_with_the_steps_of_its_encoder() =>
        Assert.Null(Judge(_ => Flat(18), number => Picture((x, _) => 16 + ((x + number) / 16 % 3))));

    [Theory]
    [InlineData(2, true)]
    [InlineData(10, false)]
    public void Black_may_be_a_shade_off(int grey, bool good) =>
        Assert.Equal(good, Judge(number => number < 30 ? Flat(grey) : Moving(number), number => number < 30 ? Flat(0) : Moving(number)) is null);

    [Fact]
    public void A_frozen_second_is_found() => Assert.NotNull(Judge(number => Moving(number is >= 80 and < 104 ? 80 : number), Moving));

    [Fact]
    public void Seconds_that_changed_places_are_found() => Assert.NotNull(Judge(
        number => Moving(number switch { >= 48 and < 72 => number + 48, >= 96 and < 120 => number - 48, _ => number }), Moving));

    [Fact]
    public void A_film_backwards_is_found() => Assert.NotNull(Judge(number => Moving(Length - 1 - number), Moving));

    [Fact]
    public void A_damaged_part_of_the_picture_is_found() =>
        Assert.Contains("a part of", Judge(number => number is >= 80 and < 104 ? Damaged(Moving(number)) : Moving(number), Moving), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(3)]
    public void Pictures_in_their_neighbours_places_are_found_although_they_look_alike(int offset) => Assert.Contains(
        offset > 0 ? "later" : "earlier",
        Judge(number => number is >= 80 and < 120 ? Slow(number + offset) : Slow(number), number => Slow(number)), StringComparison.Ordinal);

    [Theory]
    [InlineData(12)]
    [InlineData(-12)]
    public void Pictures_in_places_further_away_are_found_where_the_film_is_slower(int offset) => Assert.Contains(
        offset > 0 ? "later" : "earlier",
        Judge(number => number is >= 80 and < 120 ? Slow((number + offset) / 12.0) : Slow(number / 12.0), number => Slow(number / 12.0)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.55, true)]
    [InlineData(0.75, false)]
    public void Pictures_between_two_places_are_those_of_the_nearer_one_when_it_is_much_nearer(double offset, bool good) =>
        Assert.Equal(good, Judge(number => Slow(number is >= 80 and < 120 ? number + offset : number), number => Slow(number)) is null);

    [Fact]
    public void Places_are_all_alike_where_nothing_can_be_seen_to_move() => Assert.Null(Judge(number => Hardly(number + 1), Hardly));

    [Theory]
    [InlineData(1, 20)]
    [InlineData(-1, 40)]
    public void Pictures_in_their_neighbours_places_are_found_in_a_film_of_which_much_is_lost(int offset, int pictures) => Assert.Contains(
        offset > 0 ? "1 places later" : "1 places earlier",
        Judge(number => Kept(number >= 80 && number < 80 + pictures ? number + offset : number), Lost), StringComparison.Ordinal);

    [Fact]
    public void A_poor_encode_may_be_behind_for_a_moment() =>
        Assert.Null(Judge(number => Kept(number is >= 80 and < 96 ? number - 1 : number), Lost));

    [Theory]
    [InlineData(0.2, 0.2, 0.2)]
    [InlineData(-0.2, 0, 0.2)]
    public void A_poor_encode_may_be_behind_for_longer_where_its_other_pictures_are_off_too(double one, double two, double three) => Assert.Null(
        Judge(number => Kept(number - (number is >= 80 and < 120 ? 1 : (number / 20 % 3) switch { 0 => one, 1 => two, _ => three })), Lost));

    [Fact]
    public void A_film_that_is_late_as_a_whole_is_found() =>
        Assert.Contains("all pictures", Judge(number => Coarse(Slow(number - 2), 8), number => Slow(number)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    public void A_slow_fade_may_be_a_shade_off(int shade) =>
        Assert.Null(Judge(number => Flat(40 + (number / 2) + (number is >= 80 and < 120 ? shade : 0)), number => Flat(40 + (number / 2))));

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    public void A_slow_fade_of_a_film_of_which_much_is_lost_may_be_a_shade_off(int shade) => Assert.Null(Judge(
        number => number < 80 ? Kept(number) : Flat(number + (number is >= 100 and < 120 ? shade : 0)), number => number < 80 ? Lost(number) : Flat(number)));

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Pictures_in_their_neighbours_places_are_found_in_a_fade(int offset) => Assert.Contains(
        offset > 0 ? "later" : "earlier",
        Judge(number => Flat(20 + (4 * (number is >= 20 and < 36 ? number + offset : number))), number => Flat(20 + (4 * number)), length: 50),
        StringComparison.Ordinal);

    private static string? Judge(Func<int, byte[]> result, Func<int, byte[]> source, int length = Length)
    {
        var rule = new SimilarityRule();
        for (var number = 0; number < length; number++)
        {
            rule.Add(result(number), source(number));
        }

        return rule.Judge();
    }

    private static byte[] Picture(Func<int, int, double> pixel) =>
        [.. Enumerable.Range(0, Thumbnail.Bytes).Select(at => (byte)Math.Clamp(pixel(at % Thumbnail.Width, at / Thumbnail.Width), 0, 255))];

    private static byte[] Moving(int number) =>
        Picture((x, y) => 128 + (60 * Math.Sin((x + (2 * number)) / 5.0)) + (40 * Math.Sin((y / 3.0) + (number / 7.0))));

    /// <summary>So slow that neighbours are alike by every measure but their order.</summary>
    private static byte[] Slow(double number) => Picture((x, y) => 128 + (60 * Math.Sin((x + (number / 4)) / 9.0)) + (40 * Math.Sin(y / 5.0)));

    private static byte[] Kept(double number) => Slow(2 * number);

    /// <summary>With grain that no encoder keeps.</summary>
    private static byte[] Lost(int number) => Grainy(Kept(number), number, 7);

    /// <summary>Flat, but for one point that goes along.</summary>
    private static byte[] Hardly(int number) => Picture((x, y) => x == number % Thumbnail.Width && y == 20 ? 106 : 100);

    private static byte[] Other(int number) => Picture((x, y) => 128 + (100 * Math.Sin(((x * y) + (3 * number)) / 40.0)));

    private static byte[] Flat(int level) => Picture((_, _) => level);

    private static byte[] Coarse(byte[] picture, int step) => [.. picture.Select(pixel => (byte)Math.Min(255, (pixel / step * step) + (step / 2)))];

    private static byte[] Grainy(byte[] picture, int seed, int most)
    {
        var random = new Random(seed);
        return [.. picture.Select(pixel => (byte)Math.Clamp(pixel + random.Next(-most, most + 1), 0, 255))];
    }

    private static byte[] Damaged(byte[] picture) =>
        [.. picture.Select((pixel, at) => at % Thumbnail.Width is >= 20 and < 28 && at / Thumbnail.Width is >= 12 and < 20 ? (byte)128 : pixel)];
}
