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

    [Fact]
    public void What_a_header_says_of_a_picture_is_read()
    {
        var stream = Stream("""
            "codec_type": "video", "field_order": "tb", "r_frame_rate": "25/1", "avg_frame_rate": "0/0", "extradata_hash": "SHA256:1", "color_range": "pc",
            "sample_aspect_ratio": "16:15", "tags": { "Language": "ger", "DURATION": "00:01:02.500000000" },
            "disposition": { "default": 1, "forced": 0, "comment": 1 }, "side_data_list": [{ "side_data_type": "Display Matrix", "rotation": -90 }]
            """);

        Assert.Equal(("tb", "SHA256:1", "pc", "16:15", -90), (stream.FieldOrder, stream.DecoderSetup, stream.ColorRange, stream.SampleAspect, stream.Rotation));
        Assert.Equal((new Rational(25, 1), null, TimeSpan.FromSeconds(62.5)), (stream.FrameRate, stream.AverageFrameRate, stream.Duration));
        Assert.Equal(("ger", "default,comment"), (stream.Language, string.Join(',', stream.Dispositions)));
    }

    [Fact]
    public void What_side_data_say_of_brightness_is_read_and_zeros_say_nothing()
    {
        var told = Stream($$"""
            "side_data_list": [{ {{Display}}, "max_luminance": "10000000/10000", "min_luminance": "50/10000" }, { "max_content": 1000, "max_average": 400 },
            { "side_data_type": "DOVI configuration record", "dv_profile": 8, "dv_bl_signal_compatibility_id": 1 }]
            """);
        var untold = Stream($$"""
            "side_data_list": [{ {{Display}}, "max_luminance": "0/10000", "min_luminance": "0/10000" }, { "max_content": 0, "max_average": 0 }]
            """);

        Assert.Equal(
            new MasteringDisplay(new Chromaticity(34_000, 16_000), new Chromaticity(13_250, 34_500), new Chromaticity(7_500, 3_000), new Chromaticity(15_635, 16_450), 10_000_000, 50),
            told.Mastering);
        Assert.Equal((new ContentLight(1000, 400), new DolbyVision(8, 1)), (told.Light, told.DolbyVision));
        Assert.Equal((null, null, null), (untold.Mastering, untold.Light, untold.DolbyVision));
    }

    [Theory]
    [InlineData(null, 1, 1, "tt")]
    [InlineData("unknown", 1, 0, "bb")]
    [InlineData("unknown", 0, 0, "unknown")]
    [InlineData("progressive", 1, 1, "progressive")]
    public void Frames_tell_of_fields_where_the_header_does_not(string? header, int interlaced, int topFirst, string told)
    {
        var frames = new[] { new FfprobeFrame(), new FfprobeFrame { InterlacedFrame = interlaced, TopFieldFirst = topFirst } };
        var stream = new MediaStream { Index = 0, Kind = MediaStreamKind.Video, FieldOrder = header };

        Assert.Equal(told, FfprobeReading.AddFrames(stream, frames).FieldOrder);
    }

    [Theory]
    [InlineData("HDR Dynamic Metadata SMPTE2094-40 (HDR10+)", true, false)]
    [InlineData("Dolby Vision RPU Data", false, true)]
    [InlineData("H.26[45] User Data Unregistered SEI message", false, false)]
    public void Frames_tell_of_brightness_that_changes_from_scene_to_scene(string sideData, bool plus, bool dolby)
    {
        var frames = new[] { new FfprobeFrame(), new FfprobeFrame { SideDataList = [new FfprobeSideData { SideDataType = sideData }] } };
        var header = new MediaStream { Index = 0, Kind = MediaStreamKind.Video, Light = new ContentLight(1000, 400) };

        var told = FfprobeReading.AddFrames(header, frames);

        Assert.Equal((plus, dolby), (told.HasDynamicHdr, told.DolbyVision is not null));
        Assert.Equal(header.Light, told.Light);
    }

    [Theory]
    [InlineData("side by side", false, PictureExtras.Stereo)]
    [InlineData("side by side", true, PictureExtras.Stereo)]
    [InlineData(null, true, PictureExtras.PackedFrames)]
    [InlineData("2D", true, PictureExtras.Flat)]
    [InlineData("unspecified", false, PictureExtras.Flat)]
    public void Two_views_are_told_of_by_the_header_or_by_frames_alone(string? header, bool frames, PictureExtras told)
    {
        var stream = new MediaStream { Index = 0, Kind = MediaStreamKind.Video };
        stream = header is null ? stream : SideData.AddTo(stream, [new FfprobeSideData { SideDataType = "Stereo 3D", Type = header }]);
        FfprobeFrame[] first = [new() { SideDataList = frames ? [new FfprobeSideData { SideDataType = "Stereo 3D" }] : null }];

        Assert.Equal(told, FfprobeReading.AddFrames(stream, first).Extras);
    }

    [Theory]
    [InlineData("ATSC A53 Part 4 Closed Captions", PictureExtras.ClosedCaptions)]
    [InlineData("Active format description", PictureExtras.ActiveFormat)]
    [InlineData("SMPTE 12-1 timecode", PictureExtras.TimeCodes)]
    [InlineData("GOP timecode", PictureExtras.None)]
    public void Frames_tell_of_what_they_carry(string sideData, PictureExtras told) => Assert.Equal(
        told,
        FfprobeReading.AddFrames(
            new MediaStream { Index = 0, Kind = MediaStreamKind.Video }, [new FfprobeFrame { SideDataList = [new FfprobeSideData { SideDataType = sideData }] }]).Extras);

    [Fact]
    public void The_header_knows_more_of_dolby_vision_than_frames_do()
    {
        var header = new MediaStream { Index = 0, Kind = MediaStreamKind.Video, DolbyVision = new DolbyVision(5, 0) };
        var frames = new[] { new FfprobeFrame { SideDataList = [new FfprobeSideData { SideDataType = "Dolby Vision Metadata" }] } };

        Assert.Equal(header.DolbyVision, FfprobeReading.AddFrames(header, frames).DolbyVision);
    }

    private static string Display => """
        "red_x": "34000/50000", "red_y": "16000/50000", "green_x": "13250/50000", "green_y": "34500/50000", "blue_x": "7500/50000",
        "blue_y": "3000/50000", "white_point_x": "15635/50000", "white_point_y": "16450/50000"
        """;

    private static MediaStream Stream(string fields) => FfprobeReading.ToProbe(
        JsonSerializer.Deserialize($$"""{ "streams": [{ "index": 0, {{fields}} }] }""", FfprobeJson.Default.FfprobeDocument)!).Streams[0];
}
