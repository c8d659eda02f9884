using System.Globalization;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Encodes;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Pieces;

/// <summary>Takes a film through everything that makes pieces of it and one film of those, without the services around it.</summary>
internal sealed class PieceBench : IDisposable
{
    private readonly TempTree _tree = new();

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Pieces as short as these films are.</summary>
    public static TimeSpan Target { get; } = TimeSpan.FromSeconds(2.5);

    public static TimeSpan Minimum { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Loses nothing in 8 bits.</summary>
    public static VideoSettings Lossless { get; } = new() { SourceStream = 0, Codec = VideoCodec.H264, Crf = 0, Preset = "ultrafast", Threads = 1 };

    /// <summary>Has x265 lose nothing, which no profile can ask for; x264 does so in 8 bits only.</summary>
    public bool LosslessHevc { get; init; }

    public ToolRunner Tools { get; } = new();

    public string At(string name) => _tree.At(name);

    public void Dispose()
    {
        Tools.Dispose();
        _tree.Dispose();
    }

    public async Task<ChunkPlan> PlanAsync(string source, int stream = 0, Scan scan = Scan.Unchanged)
    {
        var reader = new ChunkSourceReader(Tools);
        var read = await reader.ReadAsync(source, stream, Stop);
        Assert.NotNull(read);
        var plan = ChunkPlanner.Plan(read, Target, Minimum, 0);
        return plan is ChunkPlan.Chunks chunks && scan is not Scan.Deinterlaced
            ? chunks with { List = await reader.FromIdrAsync(source, read, chunks.List, Stop) }
            : plan;
    }

    /// <summary>Encodes the film as one.</summary>
    public async Task<string> WholeAsync(string source, EncodeSettings settings)
    {
        var result = At("whole" + WorkNames.Extension(settings.Container));
        await EncodeAsync(settings, null, source, result);
        return result;
    }

    /// <summary>Cuts, encodes and checks every piece, and stitches them; nothing may complain.</summary>
    public async Task<string> StitchedAsync(
        string source, EncodeSettings settings, ChunkPlan.Chunks plan, int rotation = 0, string? tracks = null, EncoderCheck check = EncoderCheck.Counts)
    {
        var pieces = new List<(string, long)>();
        foreach (var chunk in plan.List)
        {
            var result = At($"piece{chunk.Index}.mkv");
            Assert.Null(await PieceAsync(source, settings, chunk, result, rotation, check));
            pieces.Add((result, chunk.BeginMicroseconds));
        }

        var setups = await Task.WhenAll(pieces.Select(piece => new FfprobeClient(Tools).ProbeAsync(piece.Item1, Stop)));
        Assert.Single(setups.Select(probed => Assert.IsType<ProbeOutcome.Probed>(probed).Probe.MainVideo!.DecoderSetup).Distinct());

        var stitch = new ChunkStitch
        {
            Chunks = pieces,
            Source = source,
            PictureStream = settings.Video.SourceStream,
            PictureOffset = plan.PictureOffset,
            Tracks = tracks,
            Streams = [.. settings.Streams.Select(stream => (stream.SourceStream, (string?)null))],
            Format = settings.Container switch { OutputContainer.Mp4 => "mp4", OutputContainer.WebM => "webm", _ => "matroska" },
            Destination = At("stitched" + WorkNames.Extension(settings.Container)),
        };
        var ended = await new ChunkStitcher(Tools).StitchAsync(stitch, Stop);
        Assert.True(ended is { Succeeded: true, ErrorEmpty: true }, string.Join('\n', ended.ErrorTail));
        return stitch.Destination;
    }

    /// <returns>The packets of what is cut out for a piece.</returns>
    public async Task<IReadOnlyList<MediaPacket>> CutAsync(string source, Chunk chunk)
    {
        var (cut, packets) = (At($"cut{chunk.Index}.mkv"), new List<MediaPacket>());
        Assert.True(await new ChunkCutter(Tools).CutAsync(source, 0, chunk, cut, Stop) is { Succeeded: true, ErrorEmpty: true });
        await new FfprobeClient(Tools).ReadPacketsAsync(cut, 0, packets.Add, Stop);
        return packets;
    }

    /// <summary>Damages one picture.</summary>
    /// <param name="source">A film.</param>
    /// <param name="frame">As they are shown, from 0.</param>
    public async Task DamageAsync(string source, int frame)
    {
        var request = new ToolRequest { Program = "ffprobe", Arguments = ["-v", "error", "-show_entries", "packet=pts,pos", "-of", "csv=p=0", source] };
        var (_, lines) = await Tools.CaptureAsync(request, 1 << 20, Stop);
        var packets = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray());
        using var file = File.OpenWrite(source);

        // Behind the head of its slice.
        file.Position = packets.OrderBy(packet => packet[0]).ElementAt(frame)[1] + 2000;
        file.Write([.. Enumerable.Repeat((byte)0x55, 100)]);
    }

    public static PieceSettings Of(Chunk chunk) =>
        new() { Content = PieceContent.Picture, Start = chunk.Start, End = chunk.End, Frames = chunk.Frames };

    /// <summary>Makes one piece.</summary>
    /// <returns>What its check says.</returns>
    public async Task<string?> PieceAsync(string source, EncodeSettings settings, Chunk chunk, string result, int rotation, EncoderCheck check)
    {
        var cut = At($"cut{chunk.Index}.mkv");

        // Of a film that begins anywhere ffmpeg complains already when it looks what is in there.
        var ended = await new ChunkCutter(Tools).CutAsync(source, settings.Video.SourceStream, chunk, cut, Stop);
        var begins = ended.ErrorEmpty ? null : await CutOffBeginning.FindAsync(Tools, source, settings.Video.SourceStream, Stop);
        Assert.True(ended.Succeeded && (ended.ErrorEmpty || begins is not null), string.Join('\n', ended.ErrorTail));
        var piece = Of(chunk) with { Rotation = rotation };
        var frames = await EncodeAsync(settings, piece, cut, result);
        return await CheckAsync(result, cut, settings, piece, frames, check);
    }

    public async Task<string?> CheckAsync(string result, string source, EncodeSettings settings, PieceSettings piece, long frames, EncoderCheck check)
    {
        var options = Options.Create(new EncoderOptions { Check = check });
        var checks = new ResultCheck(new FfprobeClient(Tools), new DecodeCheck(Tools), new SimilarityCheck(Tools), new SoundCheck(Tools), options);
        return (await checks.RunAsync(result, source, PieceOrder.OfSource(settings, piece), piece, frames, false, Stop))?.Reason;
    }

    public async Task<long> EncodeAsync(EncodeSettings settings, PieceSettings? piece, string source, string result)
    {
        var step = await StepAsync(settings, piece, source, result);
        Assert.True(step is EncodeStep.Written, string.Join('\n', (step as EncodeStep.Failed)?.Failure is { } failure ? [failure.Reason, .. failure.LogTail] : Array.Empty<string>()));
        return ((EncodeStep.Written)step).Frames;
    }

    public async Task<EncodeStep> StepAsync(EncodeSettings settings, PieceSettings? piece, string source, string result)
    {
        if (LosslessHevc)
        {
            return await WithoutLossAsync(PieceOrder.OfSource(settings, piece), piece, source, result);
        }

        var options = Options.Create(new EncoderOptions());
        var ffmpeg = new FfmpegEncode(Tools, new SourceDiagnosis(new DamageSearch(Tools), options), options, TimeProvider.System);
        return await ffmpeg.RunAsync(PieceOrder.OfSource(settings, piece), piece, source, result, null, false, _ => { }, Stop);
    }

    /// <returns>ffmpeg's name of it.</returns>
    public async Task<string?> PixelFormatAsync(string path) =>
        Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(Tools).ProbeAsync(path, Stop)).Probe.MainVideo!.PixelFormat;

    /// <summary>Every decoded frame: seconds from the first, the checksum of its pixels, and their bytes.</summary>
    public async Task<(List<double> Times, List<string> Pixels, List<int> Sizes)> FramesAsync(string path)
    {
        var (unit, times, pixels, sizes) = (0.0, new List<double>(), new List<string>(), new List<int>());
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments = ["-v", "error", "-nostdin", "-i", path, "-map", "0:v:0", .. PictureTimes.Kept, "-f", "framemd5", "-"],
            OutputLine = line =>
            {
                if (line.StartsWith("#tb 0: ", StringComparison.Ordinal) && Rational.TryParse(line[7..], out var tick))
                {
                    unit = tick.Value;
                }
                else if (line.Split(',', StringSplitOptions.TrimEntries) is ["0", _, var pts, _, var size, var sum])
                {
                    times.Add(long.Parse(pts, CultureInfo.InvariantCulture) * unit);
                    pixels.Add(sum);
                    sizes.Add(int.Parse(size, CultureInfo.InvariantCulture));
                }
            },
        };
        await Tools.RunAsync(request, Stop);
        return ([.. times.Select(time => time - times[0])], pixels, sizes);
    }

    private async Task<EncodeStep> WithoutLossAsync(EncodeSettings settings, PieceSettings? piece, string source, string result)
    {
        var (parser, frames) = (new ProgressParser(), 0L);
        var arguments = FfmpegArguments.For(settings, piece, source, result, [])
            .Select(argument => argument.StartsWith("log-level=error", StringComparison.Ordinal) ? argument + ":lossless=1" : argument).ToList();
        Assert.Single(arguments, argument => argument.EndsWith(":lossless=1", StringComparison.Ordinal));
        var ended = await Tools.RunAsync(
            new ToolRequest { Program = "ffmpeg", Arguments = arguments, OutputLine = line => frames = parser.Feed(line)?.Frames ?? frames }, Stop);
        Assert.True(ended is { Succeeded: true, ErrorEmpty: true }, string.Join('\n', ended.ErrorTail));
        return new EncodeStep.Written(frames, TimeSpan.Zero);
    }
}
