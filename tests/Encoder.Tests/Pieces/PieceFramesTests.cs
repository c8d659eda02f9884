using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Media.Chunks;

namespace Transcoder.Encoder.Tests.Pieces;

/// <summary>A film that was encoded in pieces has the frames of one that was encoded whole: the same pixels, at the same times.</summary>
public sealed class PieceFramesTests : IDisposable
{
    private readonly PieceBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("h264 closed.mkv")]
    [InlineData("h264 29.97.mp4")]
    [InlineData("h264 in order.mkv")]
    [InlineData("h264 sparse.mp4")]
    [InlineData("h264 closed.ts")]
    [InlineData("h264 open.mkv")]
    [InlineData("h264 open.mp4")]
    [InlineData("h264 open.ts")]
    [InlineData("hevc closed.mkv")]
    [InlineData("hevc open.mkv")]
    [InlineData("hevc open.mp4")]
    [InlineData("hevc open.ts")]
    [InlineData("intra refresh.mkv")]
    [InlineData("intra refresh.ts")]
    [InlineData("mpeg2.ts")]
    [InlineData("mpeg2.vob")]
    [InlineData("mpeg4.avi")]
    [InlineData("mpeg4 b.mp4")]
    [InlineData("vp9.webm")]
    [InlineData("av1.mkv")]
    [InlineData("av1.mp4")]
    [InlineData("prores.mov")]
    [InlineData("variable rate.mkv")]
    [InlineData("variable rate.mp4")]
    [InlineData("fields.ts")]
    [InlineData("fields.mkv")]
    [InlineData("kept fields.mkv")]
    [InlineData("hdr10.mkv")]
    [InlineData("odd 444.mkv")]
    [InlineData("edit list.mp4")]
    [InlineData("late picture.mp4")]
    [InlineData("telecine.mkv")]
    [InlineData("turned.mp4")]
    [InlineData("upside down.mp4")]
    [InlineData("mpeg2 cut off.ts")]
    [InlineData("h264 closed cut anywhere.ts")]
    [InlineData("hevc open cut anywhere.ts")]
    [InlineData("mpeg2 cut anywhere.ts")]
    [InlineData("h264 open cut anywhere.mkv")]
    public async Task A_film_in_pieces_has_the_frames_of_the_whole(string name)
    {
        var source = await Sources.MakeAsync(_bench, name);
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = PieceBench.Lossless with
            {
                Scan = name.StartsWith("fields", StringComparison.Ordinal) ? Scan.Deinterlaced
                    : name.StartsWith("kept fields", StringComparison.Ordinal) ? Scan.Interlaced : Scan.Unchanged,

                // In more than 8 bits x264 has nothing that loses nothing.
                PixelFormat = name.StartsWith("hdr10", StringComparison.Ordinal) || name.StartsWith("prores", StringComparison.Ordinal) ? "yuv420p" : null,
            },
        };
        var rotation = name.StartsWith("turned", StringComparison.Ordinal) ? 90 : name.StartsWith("upside", StringComparison.Ordinal) ? 180 : 0;

        var plan = await _bench.PlanAsync(source, scan: settings.Video.Scan);

        Assert.Null((plan as ChunkPlan.Whole)?.Reason);
        var chunks = Assert.IsType<ChunkPlan.Chunks>(plan);
        Assert.Single(await new ChunkSourceReader(_bench.Tools).FormsAsync(source, 0, chunks.List, PieceBench.Stop));
        var whole = await _bench.FramesAsync(await _bench.WholeAsync(source, settings));
        var stitched = await _bench.FramesAsync(await _bench.StitchedAsync(source, settings, chunks, rotation));
        Assert.Equal(whole.Pixels, stitched.Pixels);
        Assert.All(whole.Times.Zip(stitched.Times), pair => Assert.Equal(pair.First, pair.Second, 0.0015));
    }

    [Theory]
    [InlineData("hdr10.mkv")]
    [InlineData("prores.mov")]
    public async Task A_film_of_ten_bits_in_pieces_has_the_frames_of_the_whole(string name)
    {
        using var bench = new PieceBench { LosslessHevc = true };
        var source = await Sources.MakeAsync(bench, name);
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = PieceBench.Lossless with { Codec = VideoCodec.Hevc, PixelFormat = "yuv420p10le" },
        };

        var whole = await bench.FramesAsync(await bench.WholeAsync(source, settings));
        var film = await bench.StitchedAsync(source, settings, Assert.IsType<ChunkPlan.Chunks>(await bench.PlanAsync(source)));

        Assert.Equal("yuv420p10le", await bench.PixelFormatAsync(film));
        var stitched = await bench.FramesAsync(film);
        Assert.Equal(200, stitched.Pixels.Distinct().Count());
        Assert.Equal(whole.Pixels, stitched.Pixels);
        Assert.All(whole.Times.Zip(stitched.Times), pair => Assert.Equal(pair.First, pair.Second, 0.0015));
    }

    [Theory]
    [InlineData("h264 closed.mkv", true)]
    [InlineData("h264 29.97.mp4", true)]
    [InlineData("h264 in order.mkv", true)]
    [InlineData("hevc closed.mkv", true)]
    [InlineData("edit list.mp4", true)]
    [InlineData("late picture.mp4", true)]
    [InlineData("h264 open.mkv", false)]
    [InlineData("hevc open.mp4", false)]
    [InlineData("intra refresh.mkv", false)]
    [InlineData("mpeg4 b.mp4", false)]
    public async Task A_cut_begins_with_its_piece_where_nothing_before_is_needed(string name, bool needless)
    {
        var source = await Sources.MakeAsync(_bench, name);
        var plan = Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source));

        foreach (var chunk in plan.List.Skip(1))
        {
            var packets = await _bench.CutAsync(source, chunk);
            Assert.Equal(needless, packets[0].Pts == chunk.Start);
            Assert.True(!needless || packets.Count(packet => packet.Pts >= chunk.End) < 25);
        }
    }

    [Theory]
    [InlineData("h264 closed.mkv", 1)]
    [InlineData("h264 open.mkv", 0)]
    public async Task Damage_where_a_piece_begins_fails_it_or_the_one_before_that_needs_the_same_picture(string name, int failing)
    {
        var source = await Sources.MakeAsync(_bench, name);
        var chunks = Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source)).List;
        await _bench.DamageAsync(source, (int)chunks[0].Frames);
        await _bench.CutAsync(source, chunks[failing]);

        var settings = new EncodeSettings { Container = OutputContainer.Matroska, Video = PieceBench.Lossless };
        var step = await _bench.StepAsync(settings, PieceBench.Of(chunks[failing]), _bench.At($"cut{failing}.mkv"), _bench.At("piece.mkv"));

        Assert.Equal(FailureKind.BadSource, Assert.IsType<EncodeStep.Failed>(step).Failure.Kind);
    }

    [Fact]
    public async Task A_picture_that_changes_its_size_is_seen_and_keeps_the_first()
    {
        var source = await Sources.MakeAsync(_bench, "resolution change.ts");
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = PieceBench.Lossless with { Shape = new ShapeSettings { Width = 176, Height = 144 } },
        };

        var chunks = Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source));
        var whole = await _bench.WholeAsync(source, settings);

        Assert.Equal(2, (await new ChunkSourceReader(_bench.Tools).FormsAsync(source, 0, chunks.List, PieceBench.Stop)).Count);

        // 144 lines of 176 bytes, and half as many for the colours.
        Assert.All((await _bench.FramesAsync(whole)).Sizes, size => Assert.Equal(38_016, size));
    }

    [Theory]
    [InlineData("mpeg4 b.avi")]
    [InlineData("packed mpeg4.avi")]
    [InlineData("time stamp jump.ts")]
    [InlineData("one keyframe.mkv")]
    [InlineData("too short.mkv")]
    public async Task What_cannot_be_cut_safely_stays_whole(string name)
    {
        var source = await Sources.MakeAsync(_bench, name);

        var whole = Assert.IsType<ChunkPlan.Whole>(await _bench.PlanAsync(source));

        TestContext.Current.TestOutputHelper!.WriteLine(whole.Reason);
    }
}
