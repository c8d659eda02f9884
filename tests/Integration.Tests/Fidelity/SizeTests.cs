using System.Buffers.Binary;
using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Media.Containers;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Odd sides, the shape of pixels, rotation.</summary>
public sealed class SizeTests : IDisposable
{
    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("16/9", "The picture changes its size or the shape of its pixels (720x576 16:15, 720x576 64:45): all of it gets those that it begins with.")]
    [InlineData("4/3", null)]
    public async Task A_broadcast_that_goes_from_4_to_3_to_16_to_9_says_so(string later, string? note)
    {
        var source = await _bench.BroadcastAsync(
            [.. new[] { "4/3", later }.Select(aspect => (string[])["-f", "lavfi", "-i", "testsrc2=s=720x576:r=25", "-vf", $"setdar={aspect}", "-c:v", "mpeg2video", "-q:v", "5"])]);

        var plan = Assert.IsType<PlanOutcome.Planned>(await _bench.PlanAsync(source, FidelityBench.Fast(VideoCodec.Hevc))).Plan;

        Assert.Equal(note is null ? [] : [note], plan.Notes);
        Assert.Equal(note is not null, plan.ChangesShape);
        Assert.Equal((16, 15), (plan.Settings.Video.Shape!.SampleWidth, plan.Settings.Video.Shape.SampleHeight));
    }

    [Theory]
    [InlineData(VideoCodec.H264, "yuv420p", 322, 242)]
    [InlineData(VideoCodec.Hevc, "yuv420p", 322, 242)]
    [InlineData(VideoCodec.Hevc, "yuv422p", 322, 241)]
    [InlineData(VideoCodec.Hevc, "yuv444p", 321, 241)]
    [InlineData(VideoCodec.Av1, "yuv420p", 322, 242)]
    [InlineData(VideoCodec.Vp9, "yuv420p", 321, 241)]
    public async Task An_odd_picture_is_padded_by_one_where_its_encoder_needs_it(VideoCodec codec, string format, int width, int height)
    {
        var source = await _bench.MakeAsync("odd.mkv", new ClipShape
        {
            Frames = 10,
            PixelFormat = format,
            VideoCodec = "ffv1",
            VideoOptions = ["-vf", "scale=321:241"],
            AudioCodec = null,
        });

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        var stream = await _bench.StreamAsync(result);
        Assert.Equal((width, height), (stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32()));
        Assert.Equal(format, stream.GetProperty("pix_fmt").GetString());
        Assert.Equal((width, height) == (321, 241) ? [] : [$"The picture is 321x241, and {codec} in {format} needs even sides: it is padded to {width}x{height}."], plan.Notes);
    }

    [Theory]
    [InlineData("cropped.mkv")]
    [InlineData("cropped.mov")]
    public async Task What_players_were_asked_to_leave_out_is_named(string name)
    {
        var source = await CroppedFilm.MakeAsync(_bench.At(name), new Cropping(8, 6, 0, 0), TestContext.Current.CancellationToken);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        Assert.Equal(["The source asks players to leave out pixels of the picture, 8 on the left, 6 at the top: the result shows them."], plan.Notes);
        Assert.Equal(640, (await _bench.StreamAsync(result)).GetProperty("width").GetInt32());
    }

    [Theory]
    [InlineData(VideoCodec.H264)]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    [InlineData(VideoCodec.Vp9)]
    public async Task Pixels_that_are_not_square_stay_so(VideoCodec codec)
    {
        var source = await _bench.MakeAsync("wide.mkv", new ClipShape { Frames = 10, Width = 180, Height = 144, VideoOptions = ["-preset", "ultrafast", "-vf", "setsar=64/45"], AudioCodec = null });

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        Assert.Equal("64:45", (await _bench.StreamAsync(result)).GetProperty("sample_aspect_ratio").GetString());
        Assert.Empty(plan.Notes);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    [InlineData(VideoCodec.Vp9)]
    public async Task A_picture_that_the_player_would_turn_is_turned(VideoCodec codec)
    {
        await _bench.MakeAsync("turned.mp4", new ClipShape { Frames = 10, Width = 192, Height = 128, VideoOptions = ["-preset", "ultrafast", "-vf", "setsar=4/3"], AudioCodec = null });
        await TurnedFilm.TurnAsync(_bench.At("turned.mp4"), 90, FidelityBench.Token);

        var (plan, result) = await _bench.EncodeAsync(_bench.At("turned.mp4"), FidelityBench.Fast(codec));

        var stream = await _bench.StreamAsync(result);
        Assert.Equal((128, 192), (stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32()));
        Assert.Equal("3:4", stream.GetProperty("sample_aspect_ratio").GetString());
        Assert.False(stream.TryGetProperty("side_data_list", out _));
        Assert.Equal(["The picture itself is turned by 90 degrees, where the source asks the player to turn it."], plan.Notes);
    }

    [Theory]
    [InlineData(0, -1, 1, 0, "The picture itself is turned by 90 degrees, where the source asks the player to turn it.")]
    [InlineData(-1, 0, 0, 1, "The picture itself is mirrored, where the source asks the player to mirror it.")]
    [InlineData(1, 0, 0, -1, "The picture itself is mirrored, where the source asks the player to mirror it.")]
    public async Task What_the_player_is_to_do_with_a_picture_is_left_to_it_in_mp4_and_done_elsewhere(int a, int b, int c, int d, string note)
    {
        var source = await _bench.MakeAsync("film.mp4", new ClipShape { Frames = 10, Width = 192, Height = 128, AudioCodec = null });
        await WithMatrixAsync(source, a, b, c, d);
        static string Matrix(JsonElement stream) => stream.GetProperty("side_data_list")[0].GetProperty("displaymatrix").GetString()!;

        var (kept, mp4) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));
        var (turned, matroska) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc));

        Assert.Equal(Matrix(await _bench.StreamAsync(source)), Matrix(await _bench.StreamAsync(mp4)));
        Assert.Empty(kept.Notes);
        Assert.False((await _bench.StreamAsync(matroska)).TryGetProperty("side_data_list", out _));
        Assert.Equal([note], turned.Notes);
        Assert.NotEmpty(await _bench.ProblemsAsync(kept.Settings with { Container = OutputContainer.Matroska }, matroska));
    }

    [Fact]
    public async Task A_picture_that_Matroska_turns_is_turned()
    {
        // Projection: rectangular, rolled by 90.0 degrees.
        var source = await InMatroskaAsync([0x76, 0x70, 0x8B, 0x76, 0x71, 0x81, 0x00, 0x76, 0x75, 0x84, 0x42, 0xB4, 0x00, 0x00]);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc));

        var stream = await _bench.StreamAsync(result);
        Assert.Equal((128, 192), (stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32()));
        Assert.Contains("The picture itself is turned by 90 degrees, where the source asks the player to turn it.", plan.Notes);
    }

    [Fact]
    public async Task Cropping_that_only_Matroska_asks_for_is_not_kept_and_nothing_is_lost()
    {
        // PixelCropBottom and PixelCropTop of 16 lines each.
        var source = await InMatroskaAsync([0x54, 0xAA, 0x81, 0x10, 0x54, 0xBB, 0x81, 0x10]);

        var (_, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        Assert.Equal(128, (await _bench.StreamAsync(result)).GetProperty("height").GetInt32());
    }

    [Fact]
    public async Task A_result_of_another_size_or_that_is_still_to_be_turned_is_refused()
    {
        var source = await _bench.MakeAsync("film.mp4", new ClipShape { Frames = 10, AudioCodec = null });
        var (plan, _) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));
        await Clips.FfmpegAsync(["-i", source, "-c:v", "libx264", "-vf", "scale=96:64", _bench.At("small.mp4")], FidelityBench.Token);
        File.Copy(source, _bench.At("sideways.mp4"));
        await TurnedFilm.TurnAsync(_bench.At("sideways.mp4"), 90, FidelityBench.Token);

        Assert.Equal(["The picture is 96x64, not 192x128."], await _bench.ProblemsAsync(plan.Settings, _bench.At("small.mp4")));
        Assert.Equal(["The player turns or mirrors the picture other than was ordered."], await _bench.ProblemsAsync(plan.Settings, _bench.At("sideways.mp4")));
    }

    /// <summary>Has the player map x to ax + cy and y to bx + dy (ISO/IEC 14496-12, 8.3.2).</summary>
    private static async Task WithMatrixAsync(string film, params int[] factors)
    {
        var bytes = await File.ReadAllBytesAsync(film, FidelityBench.Token);
        var matrix = bytes.AsSpan(bytes.AsSpan().IndexOf("tkhd"u8) + "tkhd"u8.Length + 40);
        foreach (var (factor, place) in factors.Zip((int[])[0, 4, 12, 16]))
        {
            BinaryPrimitives.WriteInt32BigEndian(matrix[place..], factor << 16);
        }

        await File.WriteAllBytesAsync(film, bytes, FidelityBench.Token);
    }

    /// <summary>A film of 192x128 whose header asks for something that ffmpeg 5.1 cannot write: it takes the place of the colours.</summary>
    /// <param name="elements">At most 17 bytes.</param>
    private async Task<string> InMatroskaAsync(byte[] elements)
    {
        var film = await _bench.MakeAsync("film.mkv", new ClipShape
        {
            Frames = 10,
            VideoOptions = ["-preset", "ultrafast", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"],
            AudioCodec = null,
            OutputOptions = ["-write_crc32", "0"],
        });
        var bytes = await File.ReadAllBytesAsync(film, FidelityBench.Token);
        var colours = bytes.AsSpan(bytes.AsSpan().IndexOf([(byte)0x55, (byte)0xB0]));
        var room = 3 + (colours[2] & 0x7F);
        elements.CopyTo(colours);

        // What is left is void.
        (colours[elements.Length], colours[elements.Length + 1]) = (0xEC, (byte)(0x80 + room - elements.Length - 2));
        await File.WriteAllBytesAsync(film, bytes, FidelityBench.Token);
        return film;
    }
}
