using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public sealed class RationalTests
{
    [Theory]
    [InlineData("24000/1001", 24000, 1001)]
    [InlineData("16:15", 16, 15)]
    [InlineData("25", 25, 1)]
    [InlineData("0/0", 0, 0)]
    public void Rates_and_ratios_are_read(string text, int numerator, int denominator)
    {
        Assert.True(Rational.TryParse(text, out var rational));
        Assert.Equal(new Rational(numerator, denominator), rational);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("1/2/3")]
    [InlineData("99999999999/1")]
    public void Other_texts_are_none(string? text)
    {
        Assert.False(Rational.TryParse(text, out _));
    }
}
