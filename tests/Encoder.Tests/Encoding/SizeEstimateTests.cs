using Transcoder.Encodes;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class SizeEstimateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(36)]
    public void A_short_film_is_sampled_whole(double seconds) =>
        Assert.Equal([(TimeSpan.Zero, TimeSpan.FromSeconds(seconds))], SizeEstimate.Windows(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_long_film_is_sampled_at_even_distances() => Assert.Equal(
        [(TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(10)), (TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(10)), (TimeSpan.FromSeconds(85), TimeSpan.FromSeconds(10))],
        SizeEstimate.Windows(TimeSpan.FromSeconds(120)));
}
