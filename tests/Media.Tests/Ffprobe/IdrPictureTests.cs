using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public sealed class IdrPictureTests
{
    [Theory]
    [InlineData("h264", "00000002 6588", true)]
    [InlineData("h264", "00000002 09F0 00000003 060504 00000002 6588 00000002 6588", true)]
    [InlineData("h264", "00000002 4188", false)]
    [InlineData("h264", "00000002 6588 00000002 4188", false)]
    [InlineData("h264", "00000002 09F0", false)]
    [InlineData("hevc", "00000003 260188", true)]
    [InlineData("hevc", "00000003 280188", true)]
    [InlineData("hevc", "00000003 2A0188", false)]
    [InlineData("hevc", "00000003 020188", false)]
    [InlineData("vp9", "00000002 6588", false)]
    public void An_IDR_picture_is_one_by_the_type_of_all_its_slices(string codec, string packet, bool expected) =>
        Assert.Equal(expected, IdrPicture.Is(codec, Bytes(packet)));

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("00000001 65 88")]
    [InlineData("00000003 6588")]
    [InlineData("00000000 00000002 6588")]
    [InlineData("00000002 E588")]
    [InlineData("00000001 09 F0 00000165 88")]
    public void What_is_not_made_of_units_to_its_end_is_neither(string packet)
    {
        Assert.False(IdrPicture.Is("h264", Bytes(packet)));
        Assert.False(IdrPicture.IsOther("h264", Bytes(packet)));
    }

    [Theory]
    [InlineData("00000002 4188", true)]
    [InlineData("00000002 09F0 00000003 060504 00000002 0188 00000002 0188", true)]
    [InlineData("00000002 6588", false)]
    [InlineData("00000002 6588 00000002 4188", false)]
    [InlineData("00000002 09F0", false)]
    public void Another_picture_has_no_such_slice(string packet, bool expected) => Assert.Equal(expected, IdrPicture.IsOther("h264", Bytes(packet)));

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
}
