using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public sealed class PixelFormatNamesTests
{
    [Theory]
    [InlineData("yuv420p", "yuv420p", true)]
    [InlineData("yuv420p", "yuvj420p", true)]
    [InlineData("yuva420p", "yuv420p", true)]
    [InlineData(null, null, true)]
    [InlineData("yuv420p", "yuvj422p", false)]
    [InlineData("yuv420p", "yuv420p10le", false)]
    [InlineData("gbrp", "gbrap", false)]
    [InlineData("yuv420p", null, false)]
    public void Names_of_one_picture_are_alike(string? one, string? other, bool alike) => Assert.Equal(alike, PixelFormatNames.AreAlike(one, other));
}
