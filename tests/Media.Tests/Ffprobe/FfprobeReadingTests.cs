using System.Text.Json;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public sealed class FfprobeReadingTests
{
    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{ "streams": null, "chapters": null, "format": null }""", 0)]
    [InlineData("""{ "streams": [{ "index": 0, "codec_type": "video" }] }""", 1)]
    [InlineData("""{ "streams": [{ "index": 0, "codec_type": "audio", "tags": null, "disposition": null, "side_data_list": null }], "format": {} }""", 1)]
    public void What_ffprobe_leaves_out_is_not_there(string answer, int streams)
    {
        var probe = FfprobeReading.ToProbe(JsonSerializer.Deserialize(answer, FfprobeJson.Default.FfprobeDocument)!);

        Assert.Equal(streams, probe.Streams.Count);
        Assert.Equal(0, probe.Chapters);
        Assert.Empty(probe.Formats);
        Assert.Empty(probe.Tags);
    }

    [Fact]
    public void Chapters_are_counted()
    {
        var probe = FfprobeReading.ToProbe(JsonSerializer.Deserialize(
            """{ "chapters": [{ "id": 0 }, { "id": 1 }] }""", FfprobeJson.Default.FfprobeDocument)!);

        Assert.Equal(2, probe.Chapters);
    }

    [Theory]
    [InlineData(0, 65536, -65536, 0, false)]
    [InlineData(-65536, 0, 0, -65536, false)]
    [InlineData(-65536, 0, 0, 65536, true)]
    [InlineData(0, 65536, 65536, 0, true)]
    public void A_picture_is_mirrored_where_its_matrix_is_more_than_a_turn(int a, int b, int c, int d, bool mirrored)
    {
        var stream = new FfprobeStream
        {
            SideDataList =
            [
                new FfprobeSideData
                {
                    Displaymatrix = $"\n00000000: {a,12} {b,11}           0\n00000001: {c,12} {d,11}           0\n00000002:            0           0  1073741824\n",
                },
            ],
        };

        Assert.Equal(mirrored, FfprobeReading.ToProbe(new FfprobeDocument { Streams = [stream] }).Streams[0].IsMirrored);
    }
}
