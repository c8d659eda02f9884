using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Wrong sound under the right picture, from an encoder that does not look at it: the coordinator alone finds it.</summary>
public sealed class SoundVerifyTests
{
    // As an encoder makes the picture.
    private static readonly string[] Picture = ["-map", "0:0", "-c:v", "libx264", "-preset", "ultrafast", "-fps_mode", "passthrough", "-enc_time_base:v", "1:90000"];

    [Theory]
    [InlineData(StreamCodec.Copy, "packets", "-map", "0:1", "-map", "0:2", "-c:a", "copy", "-bsf:a", "noise=drop=gt(n\\,140)")]
    [InlineData(StreamCodec.Aac, "longer", "-map", "0:1", "-map", "0:2", "-c:a", "aac", "-af", "atrim=end=3")]
    [InlineData(StreamCodec.Copy, "begins", "-itsoffset", "0.06", "-i", "source.mp4", "-map", "1:1", "-map", "1:2", "-c:a", "copy")]
    [InlineData(StreamCodec.Aac, "begins", "-itsoffset", "0.06", "-i", "source.mp4", "-map", "1:1", "-map", "1:2", "-c:a", "aac")]
    [InlineData(StreamCodec.Aac, "begins -", "-itsoffset", "-0.06", "-i", "source.mp4", "-map", "1:1", "-map", "1:2", "-c:a", "aac")]
    [InlineData(StreamCodec.Copy, "begins -", "-itsoffset", "-0.06", "-i", "source.mp4", "-map", "1:1", "-map", "1:2", "-c:a", "copy")]
    [InlineData(StreamCodec.Copy, "packets", "-map", "0:2", "-map", "0:1", "-c:a", "copy")]
    [InlineData(StreamCodec.Aac, "longer", "-map", "0:2", "-map", "0:1", "-c:a", "aac")]
    [InlineData(StreamCodec.Copy, "1 streams of Audio", "-map", "0:1", "-c:a", "copy")]
    public async Task Sound_that_is_not_the_sources_is_refused(StreamCodec codec, string words, params string[] arguments)
    {
        var job = await JudgeAsync("mp4", codec, arguments, refused: true);

        Assert.Contains(words, WorkFiles.Executions(job).Single().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mp4", StreamCodec.Copy, "copy")]
    [InlineData("mp4", StreamCodec.Aac, "aac")]
    [InlineData("mkv", StreamCodec.Copy, "copy")]
    [InlineData("mkv", StreamCodec.Aac, "aac")]
    [InlineData("ts", StreamCodec.Copy, "copy")]
    [InlineData("ts", StreamCodec.Aac, "aac")]
    [InlineData("wmv", StreamCodec.Aac, "aac")]
    public async Task Honest_sound_passes(string ending, StreamCodec codec, string encoder) =>
        await JudgeAsync(ending, codec, ["-map", "0:1", "-map", "0:2", "-c:a", encoder], refused: false);

    [Fact]
    public async Task Late_sound_is_refused_although_the_decoder_leaves_out_its_first_block()
    {
        var job = await JudgeAsync("wmv", StreamCodec.Aac, ["-itsoffset", "0.06", "-i", "source", "-map", "1:1", "-map", "1:2", "-c:a", "aac"], refused: true);

        Assert.Contains("begins", WorkFiles.Executions(job).Single().Reason, StringComparison.Ordinal);
    }

    private static async Task<Job> JudgeAsync(string ending, StreamCodec codec, string[] arguments, bool refused)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var source = Path.Combine(tree.Folder("incoming"), $"source.{ending}");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=4", "-f", "lavfi", "-i", "sine=r=48000:d=4", "-f", "lavfi", "-i", "sine=f=300:r=48000:d=2.5",
                "-map", "0", "-map", "1", "-map", "2", "-pix_fmt", "yuv420p",
                .. ending == "wmv" ? (string[])["-c:v", "wmv2", "-c:a", "wmav2"] : ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"], source,
            ],
            CommitTests.Token);
        var jobId = await farm.AddAsync($"source.{ending}", "film.mp4", JobBuilder.Settings with
        {
            Streams = [.. Enumerable.Range(1, 2).Select(stream => new StreamSettings { SourceStream = stream, Kind = StreamKind.Audio, Codec = codec })],
        });
        string[] first = arguments is ["-itsoffset", _, "-i", _, ..] ? [.. arguments[..3], source] : [];
        await Clips.FfmpegAsync(["-i", source, .. first, .. Picture, .. arguments[first.Length..], tree.At("result.mp4")], CommitTests.Token);

        await farm.DeliverAsync(jobId, tree.At("result.mp4"));

        var job = refused
            ? await farm.EventuallyAsync(jobId, changed => WorkFiles.Executions(changed).Any(execution => execution.State == ExecutionState.Refused))
            : await farm.EndAsync(jobId);
        Assert.True(refused || job.State == JobState.Completed, $"{job.State}: {WorkFiles.Executions(job).First().Reason}");
        return job;
    }
}
