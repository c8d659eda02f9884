using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Films whose packets do not say when their frames are shown: what is right passes, and frames at other times do not.</summary>
public sealed class OddTimesTests
{
    private static readonly string[] H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "25", "-c:a", "aac"];
    private static readonly string[] Honest = ["-fps_mode", "passthrough", "-enc_time_base:v", "1:90000"];

    // All that comes after the first five seconds is a frame late.
    private static readonly string[] Late = ["-vf", "setpts=PTS+gt(N\\,125)*0.04/TB", .. Honest];

    [Theory]
    [InlineData("jump forward.ts")]
    [InlineData("jump back.ts")]
    [InlineData("begins again.ts")]
    [InlineData("begins again.mpg")]
    [InlineData("b-frames.avi")]
    [InlineData("packed.avi")]
    [InlineData("edit list.mp4")]
    [InlineData("gap.mkv")]
    public async Task An_odd_film_passes_and_one_with_its_frames_at_other_times_does_not(string name)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await MakeAsync(tree, name);
        var jobId = await farm.AddAsync(name, "film.mp4", JobBuilder.Settings with
        {
            Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }],
        });

        Assert.Contains("off its time", await JudgeAsync("late.mp4", Late), StringComparison.Ordinal);
        Assert.Contains("frames, the source", await JudgeAsync("short.mp4", ["-vf", "select='not(eq(n,130))'", .. Honest]), StringComparison.Ordinal);
        Assert.Null(await JudgeAsync("good.mp4", Honest));
        Assert.Equal(JobState.Completed, (await farm.EndAsync(jobId)).State);

        async Task<string?> JudgeAsync(string result, string[] arguments)
        {
            var execution = await farm.DeliverAsync(jobId, await EncodeAsync(tree, name, result, arguments));
            var job = await farm.EventuallyAsync(jobId, changed => changed.FindExecution(execution)?.Execution.State is not (null or ExecutionState.Delivered));
            return job.FindExecution(execution)?.Execution.Reason;
        }
    }

    private static async Task<string> EncodeAsync(TempTree tree, string source, string result, string[] arguments)
    {
        await Clips.FfmpegAsync(
            ["-i", tree.At("incoming", source), "-map", "0:0", "-map", "0:1", "-c:v", "libx264", "-preset", "ultrafast", .. arguments, "-c:a", "copy", tree.At(result)],
            CommitTests.Token);
        return tree.At(result);
    }

    /// <summary>Eight seconds of picture and sound.</summary>
    private static async Task MakeAsync(TempTree tree, string name)
    {
        var (film, half) = (Path.Combine(tree.Folder("incoming"), name), tree.At($"half{Path.GetExtension(name)}"));
        switch (name)
        {
            case "b-frames.avi":
                await FilmAsync(film, 8, "-c:v", "mpeg4", "-bf", "2", "-g", "25", "-c:a", "mp3");
                break;
            case "packed.avi":
                await FilmAsync(film, 8, "-c:v", "libxvid", "-bf", "2", "-g", "25", "-c:a", "mp3");
                break;
            case "edit list.mp4":
                await FilmAsync(tree.At("all.mp4"), 9.3, H264);
                await Clips.FfmpegAsync(["-ss", "1.3", "-i", tree.At("all.mp4"), "-c", "copy", film], CommitTests.Token);
                break;
            case "gap.mkv":
                await FilmAsync(film, 8, [.. H264, "-vf", "setpts=PTS+gt(N\\,100)*20/TB", "-fps_mode", "passthrough"]);
                break;
            case "begins again.mpg":
                await FilmAsync(half, 4, "-c:v", "mpeg2video", "-bf", "2", "-g", "12", "-c:a", "mp2");
                await JoinAsync(film, half, half);
                break;
            default:
                await FilmAsync(half, 4, H264);
                await Clips.FfmpegAsync(["-i", half, "-map", "0", "-c", "copy", "-output_ts_offset", "500", tree.At("far.ts")], CommitTests.Token);
                await JoinAsync(film, name == "jump back.ts" ? tree.At("far.ts") : half, name == "jump forward.ts" ? tree.At("far.ts") : half);
                break;
        }
    }

    private static Task FilmAsync(string path, double seconds, params string[] encoder) => Clips.FfmpegAsync(
        [
            "-f", "lavfi", "-i", FormattableString.Invariant($"testsrc2=s=96x64:r=25:d={seconds}"),
            "-f", "lavfi", "-i", FormattableString.Invariant($"sine=r=48000:d={seconds}"), .. encoder, path,
        ],
        CommitTests.Token);

    private static async Task JoinAsync(string film, string one, string two) =>
        await File.WriteAllBytesAsync(
            film, [.. await File.ReadAllBytesAsync(one, CommitTests.Token), .. await File.ReadAllBytesAsync(two, CommitTests.Token)], CommitTests.Token);
}
