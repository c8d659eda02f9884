namespace Transcoder.Chaos.Tests.Films;

public sealed class FilmPictureTests
{
    private static readonly FrameMark Mark = new(1234, 56);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 74)]
    [InlineData((1 << 20) - 1, (1 << 16) - 1)]
    public void A_picture_says_which_it_is(int film, int frame)
    {
        var picture = FilmPicture.Draw(new FrameMark(film, frame));

        Assert.Equal(new FrameMark(film, frame), FilmPicture.Read(picture));
        Assert.Equal(99, FilmPicture.Decibels(new FrameMark(film, frame), picture));
    }

    [Fact]
    public void Noise_does_not_change_what_it_says()
    {
        var random = new Random(1);
        var picture = FilmPicture.Draw(Mark).Select(value => (byte)(value + random.Next(-20, 21))).ToArray();

        Assert.Equal(Mark, FilmPicture.Read(picture));
        Assert.InRange(FilmPicture.Decibels(Mark, picture), 22, 40);
    }

    [Fact]
    public void A_damaged_picture_says_nothing_and_is_far_from_its_source()
    {
        var picture = FilmPicture.Draw(Mark);
        picture.AsSpan(0, picture.Length / 3).Fill(128);

        Assert.Null(FilmPicture.Read(picture));
        Assert.InRange(FilmPicture.Decibels(Mark, picture), 0, 20);
    }

    [Fact]
    public void A_grey_picture_says_nothing() => Assert.Null(FilmPicture.Read(Enumerable.Repeat((byte)128, FilmPicture.Bytes).ToArray()));

    [Fact]
    public void Two_films_look_different() =>
        Assert.InRange(FilmPicture.Decibels(Mark, FilmPicture.Draw(Mark with { Film = Mark.Film + 1 })), 0, 20);
}
