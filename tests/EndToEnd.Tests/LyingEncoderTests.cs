using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Encoders that say of another film that it is what was ordered, until the job fails.</summary>
public sealed class LyingEncoderTests(BrokerFixture brokers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_they_sent_last_is_kept_and_stays_when_the_job_is_tried_again_and_succeeds()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        var lies = new List<string>();
        await using (var liar = await HandMadeEncoder.ConnectAsync(farm))
        {
            lies.Add(await liar.DeliverAsync(await liar.TakeAsync(1), "alpha", await LieAsync(farm, 20)));
            lies.Add(await liar.DeliverAsync(await liar.TakeAsync(2), "beta", await LieAsync(farm, 19)));
        }

        await farm.AppearsAsync("failed", "h264", "film.mkv.h264.report.txt");
        await farm.IsCleanAsync();
        Assert.Equal(["h264/film.mkv", "h264/film.mkv.h264.report.txt"], farm.Files("failed"));
        Assert.Equal([$".transcoder/{lies[1]}"], Kept(farm));
        Assert.Equal(19, (await Farm.ProbeAsync(farm.At("failed", ".transcoder", lies[1]))).Frames);
        Assert.Empty(farm.Files("completed"));
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Equal((JobState.Failed, FailureKind.CheckFailed), (job.Job.State, job.Job.FailureKind));
        var note = $"The refused result of beta is kept as failed/.transcoder/{lies[1]}";
        Assert.Equal([note], job.Notes);
        Assert.Contains(note, await File.ReadAllTextAsync(farm.At("failed", "h264", "film.mkv.h264.report.txt"), Token), StringComparison.Ordinal);
        Assert.Contains(note, (await farm.ClientAsync("job", $"{job.Job.Id}")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await farm.ClientAsync("retry", $"{job.Job.Id}")).ExitCode);
        farm.Encoder("honest");

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        await farm.IsCleanAsync();
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        Assert.Equal([$".transcoder/{lies[1]}"], Kept(farm));
        Assert.Single(await farm.Api.JobsAsync());
    }

    private static IEnumerable<string> Kept(Farm farm) =>
        farm.Storage.All("failed").Where(file => file.StartsWith(".transcoder/", StringComparison.Ordinal));

    private static Task<string> LieAsync(Farm farm, int frames) =>
        Clips.MakeAsync(farm.Tree.At($"lie-{frames}.mp4"), Farm.SmallFilm with { Frames = frames }, Token);
}
