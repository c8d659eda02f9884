using Transcoder.Contracts;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Chunks;

namespace Transcoder.Encoder.Tests.Pieces;

public sealed class PieceCheckTests : IDisposable
{
    private static readonly EncodeSettings Settings = new() { Container = OutputContainer.Mp4, Video = PieceBench.Lossless with { Crf = 20 } };

    private readonly PieceBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(EncoderCheck.Counts)]
    [InlineData(EncoderCheck.Decode)]
    [InlineData(EncoderCheck.Similarity)]
    public async Task A_piece_passes_and_one_of_another_length_does_not(EncoderCheck check)
    {
        var (source, chunks) = await PlanAsync();

        Assert.Null(await _bench.PieceAsync(source, Settings, chunks[1], _bench.At("piece.mkv"), rotation: 0, check));

        var reason = await _bench.PieceAsync(source, Settings, chunks[1] with { Frames = chunks[1].Frames + 1 }, _bench.At("piece.mkv"), rotation: 0, check);
        Assert.Equal($"ffmpeg wrote {chunks[1].Frames} frames where the piece has {chunks[1].Frames + 1}", reason);
    }

    [Fact]
    public async Task The_pictures_of_another_piece_are_not_like_those_of_the_cut()
    {
        var (source, chunks) = await PlanAsync();
        Assert.Null(await _bench.PieceAsync(source, Settings, chunks[1], _bench.At("piece.mkv"), rotation: 0, EncoderCheck.Counts));
        var later = new PieceSettings { Content = PieceContent.Picture, Start = chunks[1].Start + 200, End = chunks[1].End + 200, Frames = chunks[1].Frames };

        var reason = await _bench.CheckAsync(_bench.At("piece.mkv"), _bench.At("cut1.mkv"), Settings, later, chunks[1].Frames, EncoderCheck.Similarity);

        Assert.Contains(" places ", reason, StringComparison.Ordinal);
    }

    private async Task<(string Source, IReadOnlyList<Chunk> Chunks)> PlanAsync()
    {
        var source = await Sources.MakeAsync(_bench, "h264 open.mkv");
        return (source, Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source)).List);
    }
}
