using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder that is broken for a while, alone or beside a well one.</summary>
public sealed class SickEncoderTests(BrokerFixture brokers)
{
    // Fewer than Encoder:UnwellAfter, so that nothing but its look at itself tells the encoder what is wrong.
    private static readonly string[] Films = ["a", "b"];

    private static readonly IReadOnlyList<string> ManyFilms = [.. Enumerable.Range(1, 5).Select(number => $"film{number}")];

    // Long enough to be seen unwell between two looks of its own.
    private static readonly string[] SickSettings = ["--Encoder:ProbeInterval=00:00:05"];

    [Fact]
    public async Task The_only_encoder_fails_at_everything_until_it_is_well_and_no_film_is_lost()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var ffmpeg = new FfmpegDouble(farm.Tree.Folder("tools"), Farm.SmallFilm);
        farm.Coordinator();
        var encoder = farm.Encoder("sick", ffmpeg.Environment, "--Encoder:ProbeInterval=00:00:02");
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => encoder.HasStarted, Farm.Limit, farm.State);

        ffmpeg.Break(FfmpegFault.Fails);
        foreach (var film in Films)
        {
            await farm.DropAsync($"h264/{film}.mkv", Farm.SmallFilm);
        }

        await farm.Api.EncoderIsAsync("sick", EncoderState.Unwell);
        Assert.Contains("unwell", (await farm.ClientAsync("encoders")).Output, StringComparison.OrdinalIgnoreCase);
        ffmpeg.Heal();

        await Eventually.TrueAsync(() => farm.Files("archive").Count == Films.Length, Farm.Limit, farm.State);
        Assert.Equal(Films.Select(film => $"h264/{film}.mp4"), farm.Files("completed"));
        Assert.Empty(farm.Files("failed"));
        foreach (var film in Films)
        {
            Assert.Equal(JobState.Completed, (await farm.Api.JobAsync($"h264/{film}.mkv")).Job.State);
        }

        await farm.IsCleanAsync();
    }

    [Theory]
    [InlineData(FfmpegFault.Fails)]
    [InlineData(FfmpegFault.Truncates)]
    [InlineData(FfmpegFault.OtherFilm)]
    public async Task Beside_a_well_one_an_encoder_whose_ffmpeg_lies_fails_no_film_and_works_again_when_it_is_well(FfmpegFault fault)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var ffmpeg = new FfmpegDouble(farm.Tree.Folder("tools"), Farm.SmallFilm with { Frames = Farm.SmallFilm.Frames - 5 });

        var blames = await SickBesideWellAsync(
            farm, () => farm.Encoder("sick", ffmpeg.Environment, SickSettings), () => ffmpeg.Break(fault), ffmpeg.Heal);

        Assert.Equal([fault is FfmpegFault.Fails ? FailureKind.BadEncoder : FailureKind.CheckFailed], blames);
    }

    [Fact]
    public async Task Beside_a_well_one_an_encoder_with_a_wrong_key_fails_no_film_and_works_again_with_the_right_one()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var key = farm.Tree.At("key");
        File.Copy(farm.Ssh.StrangeKeyPath, key);

        var blames = await SickBesideWellAsync(
            farm, () => farm.EncoderWith("sick", [$"--Encoder:SshKey={key}", .. SickSettings]), () => { }, () => File.Copy(farm.Ssh.KeyPath, key, overwrite: true));

        Assert.Equal([FailureKind.BadEncoder], blames);
    }

    /// <summary>Has films come while a sick encoder and a well one are there, and once more when only the sick one is, and it is well.</summary>
    /// <returns>What the sick one was blamed for, each once.</returns>
    private static async Task<IEnumerable<FailureKind?>> SickBesideWellAsync(Farm farm, Func<TranscoderProcess> sick, Action harm, Action cure)
    {
        farm.Coordinator("--Dispatch:EncoderRest=00:00:05");
        var ffmpeg = new ToolDouble(farm.Tree.Folder("well"), "ffmpeg");
        var (patient, helper) = (sick(), farm.Encoder("well", ffmpeg.Environment));
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => patient.HasStarted && helper.HasStarted, Farm.Limit, farm.State);
        harm();

        // The well one comes no further than its first film, so the sick one gets all others.
        ffmpeg.Hold("-progress");
        foreach (var film in ManyFilms)
        {
            await farm.DropAsync($"h264/{film}.mkv", Farm.SmallFilm);
        }

        Assert.NotNull(await farm.Api.EncoderIsAsync("sick", EncoderState.Unwell));
        ffmpeg.Heal();
        await Eventually.TrueAsync(() => farm.Files("archive").Count == ManyFilms.Count, Farm.Limit, farm.State);
        await helper.SignalAsync("TERM");
        Assert.Equal(0, (await helper.Ended).ExitCode);
        cure();
        await farm.Api.EncoderIsAsync("sick", EncoderState.Ready);
        await farm.DropAsync("h264/last.mkv", Farm.SmallFilm);
        await farm.AppearsAsync("archive", "h264", "last.mkv");

        Assert.Equal([.. ManyFilms.Select(film => $"h264/{film}.mp4"), "h264/last.mp4"], farm.Files("completed"));
        Assert.Empty(farm.Files("failed"));
        foreach (var film in ManyFilms)
        {
            Assert.Equal(Farm.SmallFilm.Frames, (await Farm.ProbeAsync(farm.At("completed", "h264", $"{film}.mp4"))).Frames);
        }

        var executions = await farm.Api.ExecutionsAsync(ManyFilms.Select(film => $"h264/{film}.mkv"));
        Assert.All(executions, execution => Assert.Equal(execution.Encoder == "well", execution.State == ExecutionState.Accepted));
        Assert.Equal("sick", (await farm.Api.ExecutionsAsync("h264/last.mkv"))[^1].Encoder);
        await farm.IsCleanAsync();
        return executions.Where(execution => execution.Encoder == "sick").Select(execution => execution.FailureKind).Distinct();
    }
}
