using System.Text.Json;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Settings;
using Transcoder.Encodes;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.Media.Similarity;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>
/// Takes a film through everything that decides on fidelity, without the services around it: planned by the coordinator, encoded and
/// checked by the encoder as it does by default, and checked by the coordinator.
/// </summary>
public sealed class FidelityBench : IDisposable
{
    private const int LongestAnswer = 1_000_000;
    private readonly ToolRunner _tools = new();
    private readonly TempTree _tree = new();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A built-in profile at its fastest.</summary>
    public static Profile Fast(VideoCodec codec) => BuiltInProfiles.Of(codec) with
    {
        Preset = codec switch { VideoCodec.Av1 => "12", VideoCodec.Vp9 => "8", _ => "ultrafast" },
        Threads = 1,
    };

    public string At(string name) => _tree.At(name);

    public async Task<string> MakeAsync(string name, ClipShape shape) => await Clips.MakeAsync(At(name), shape, Token);

    /// <summary>A transport stream of parts, 5 s each, one after the other as a broadcaster sends them.</summary>
    /// <param name="parts">How ffmpeg makes each.</param>
    public async Task<string> BroadcastAsync(IReadOnlyList<string[]> parts)
    {
        const int PartSeconds = 5;
        var (path, made) = (At("broadcast.ts"), At("part.ts"));
        await using var whole = File.Create(path);
        foreach (var (index, part) in parts.Index())
        {
            await Clips.FfmpegAsync([.. part, "-t", $"{PartSeconds}", "-output_ts_offset", $"{PartSeconds * index}", made], Token);
            await using var read = File.OpenRead(made);
            await read.CopyToAsync(whole, Token);
        }

        return path;
    }

    public async Task<PlanOutcome> PlanAsync(string source, Profile profile) => EncodePlanner.Plan(
        Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(_tools).ProbeSourceAsync(source, Token)).Probe, profile);

    /// <summary>Plans, encodes and checks a film; none of it may find anything wrong.</summary>
    public async Task<(JobPlan Plan, string Result)> EncodeAsync(string source, Profile profile)
    {
        var plan = Assert.IsType<PlanOutcome.Planned>(await PlanAsync(source, profile)).Plan;
        var result = At("result" + WorkNames.Extension(profile.Container));
        var options = Options.Create(new EncoderOptions());
        var encode = new FfmpegEncode(_tools, new SourceDiagnosis(new DamageSearch(_tools), options), options, TimeProvider.System);
        var step = await encode.RunAsync(plan.Settings, null, source, result, null, acceptDamage: false, _ => { }, Token);
        Assert.True(step is EncodeStep.Written, (step as EncodeStep.Failed)?.Failure.Reason);

        var check = new ResultCheck(new FfprobeClient(_tools), new DecodeCheck(_tools), new SimilarityCheck(_tools), new SoundCheck(_tools), options);
        Assert.Null(await check.RunAsync(result, source, plan.Settings, null, ((EncodeStep.Written)step).Frames, damaged: false, Token));

        var probe = await ProbeAsync(result);
        Assert.Empty(ResultRules.CheckStreams(plan.Settings, probe));
        var (original, made) = (await IndexAsync(source, plan.Settings.Video.SourceStream), await IndexAsync(result, 0));
        Assert.Null(ResultRules.CheckFrames(original.Picture, made.Picture));
        Assert.Null(SoundRules.Check(plan.Settings, original, made, probe.Streams.Where(stream => stream.Kind is MediaStreamKind.Audio).Select(stream => stream.Index)));
        return (plan, result);
    }

    /// <summary>What the coordinator says of a result that somebody else made.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(EncodeSettings ordered, string result) =>
        ResultRules.CheckStreams(ordered, await ProbeAsync(result));

    /// <summary>ffprobe's own words.</summary>
    public async Task<JsonElement> AskAsync(string path, params string[] arguments)
    {
        var request = new ToolRequest { Program = "ffprobe", Arguments = ["-v", "error", .. arguments, "-of", "json", "file:" + path] };
        var (result, output) = await _tools.CaptureAsync(request, LongestAnswer, Token);
        Assert.True(result.Succeeded, string.Join('\n', result.ErrorTail));
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>One stream's header.</summary>
    public async Task<JsonElement> StreamAsync(string path, int index = 0) =>
        (await AskAsync(path, "-show_streams")).GetProperty("streams")[index];

    /// <summary>The picture's first frame.</summary>
    public async Task<JsonElement> FrameAsync(string path) =>
        (await AskAsync(path, "-select_streams", "v:0", "-show_frames", "-read_intervals", "%+#1")).GetProperty("frames")[0];

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    private async Task<MediaProbe> ProbeAsync(string path) =>
        Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(_tools).ProbeWithFramesAsync(path, Token)).Probe;

    private async Task<FilmIndex> IndexAsync(string path, int stream)
    {
        var builder = new FilmIndex.Builder(stream);
        var (_, clocks) = await new FfprobeClient(_tools).ReadPacketsAsync(path, null, builder.Add, Token);
        return builder.Build(clocks);
    }
}
