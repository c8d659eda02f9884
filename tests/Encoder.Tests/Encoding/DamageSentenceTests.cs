using Transcoder.Encoder.Encoding;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class DamageSentenceTests
{
    [Theory]
    [InlineData(1, 1, "the source is damaged at 0:00:07.2: x")]
    [InlineData(1, 2, "the source is damaged at 0:00:07.2 and 1 more place: x")]
    [InlineData(2, 2, "the source is damaged at 0:00:07.2 and 1:02:03.0-1:02:09.9: x")]
    [InlineData(3, 6, "the source is damaged at 0:00:07.2, 1:02:03.0-1:02:09.9, 25:00:00.0 and 3 more places: x")]
    public void Places_are_named_as_times(int named, int count, string sentence)
    {
        DamagedPlace[] places = [At(7.2, 8.1), At(3723, 3729.999), At(90_000, 90_000)];

        Assert.Equal(sentence, DamageSentence.For(new SourceDamage(places[..named], count, "x")));
    }

    private static DamagedPlace At(double from, double to) => new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));
}
