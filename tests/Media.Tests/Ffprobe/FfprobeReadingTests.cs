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
}
