using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public class PictureShapesTests
{
    [Theory]
    [InlineData(8, new[] { 12.0, 16.0 })]
    [InlineData(20, new[] { 12.5, 17.5, 22.5, 27.5 })]
    public void Looks_lie_all_over_a_film(double length, double[] times) =>
        Assert.Equal(times.Select(time => (decimal)time), PictureShapes.Spread(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(length)));

    [Theory]
    [InlineData(0.04, 2)]
    [InlineData(7200, 60)]
    [InlineData(922_337_203_685, 60)]
    public void Looks_are_few_however_long_a_film_says_it_is(double length, int looks) =>
        Assert.Equal(looks, PictureShapes.Spread(TimeSpan.Zero, TimeSpan.FromSeconds(length)).Count());
}
