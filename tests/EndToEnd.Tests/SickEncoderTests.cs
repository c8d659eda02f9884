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

    /// <summary>First with a wrong key, then with one ffmpeg after the other that lies.</summary>
    [Fact]
    public async Task Beside_a_well_one_it_fails_no_film_and_works_again_when_it_is_well()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator("--Dispatch:EncoderRest=00:00:05");
        await farm.Api.ReadyAsync();
        var key = farm.Tree.At("key");
        File.Copy(farm.Ssh.StrangeKeyPath, key);
        var sick = new FfmpegDouble(farm.Tree.Folder("sick"), Farm.SmallFilm with { Frames = Farm.SmallFilm.Frames - 5 });
        var well = new ToolDouble(farm.Tree.Folder("well"), "ffmpeg");
        var patient = farm.Encoder("sick", sick.Environment, [$"--Encoder:SshKey={key}", .. SickSettings]);
        var helper = farm.Encoder("well", well.Environment);
        await Eventually.TrueAsync(() => patient.HasStarted && helper.HasStarted, Farm.Limit, farm.State);

        await SufferAsync(farm, well, "key", FailureKind.BadEncoder);
        File.Copy(farm.Ssh.KeyPath, key, overwrite: true);
        await farm.Api.EncoderIsAsync("sick", EncoderState.Ready);
        foreach (var fault in (FfmpegFault[])[FfmpegFault.Fails, FfmpegFault.Truncates, FfmpegFault.OtherFilm])
        {
            sick.Break(fault);
            await SufferAsync(farm, well, $"{fault}", fault is FfmpegFault.Fails ? FailureKind.BadEncoder : FailureKind.CheckFailed);
            sick.Heal();
            await farm.Api.EncoderIsAsync("sick", EncoderState.Ready);
        }

        await helper.SignalAsync("TERM");
        Assert.Equal(0, (await helper.Ended).ExitCode);
        await farm.DropAsync("h264/last.mkv", Farm.SmallFilm);
        await farm.AppearsAsync("archive", "h264", "last.mkv");
        Assert.Equal("sick", (await farm.Api.ExecutionsAsync("h264/last.mkv"))[^1].Encoder);
        Assert.Empty(farm.Files("failed"));
        await farm.IsCleanAsync();
    }

    /// <summary>Has films come while one encoder is sick and one is well: the sick one is found out, and the well one makes them all.</summary>
    /// <param name="farm">Has both.</param>
    /// <param name="well">The ffmpeg of the well one.</param>
    /// <param name="name">That the films begin with.</param>
    /// <param name="blame">What the sick one is blamed for.</param>
    private static async Task SufferAsync(Farm farm, ToolDouble well, string name, FailureKind blame)
    {
        var films = ManyFilms.Select(film => $"{name}-{film}").ToList();

        // The well one comes no further than its first film, so the sick one gets all others.
        well.Hold("-progress");
        foreach (var film in films)
        {
            await farm.DropAsync($"h264/{film}.mkv", Farm.SmallFilm);
        }

        Assert.NotNull(await farm.Api.EncoderIsAsync("sick", EncoderState.Unwell));
        well.Heal();
        await Eventually.TrueAsync(
            () => farm.Files("archive").Count(file => file.StartsWith($"h264/{name}-", StringComparison.Ordinal)) == films.Count, Farm.Limit, farm.State);
        Assert.Equal(
            films.Select(film => $"h264/{film}.mp4"),
            farm.Files("completed").Where(file => file.StartsWith($"h264/{name}-", StringComparison.Ordinal)));
        foreach (var film in films)
        {
            Assert.Equal(Farm.SmallFilm.Frames, (await Farm.ProbeAsync(farm.At("completed", "h264", $"{film}.mp4"))).Frames);
        }

        var executions = await farm.Api.ExecutionsAsync(films.Select(film => $"h264/{film}.mkv"));
        Assert.All(executions, execution => Assert.Equal(execution.Encoder == "well", execution.State == ExecutionState.Accepted));
        Assert.Equal([blame], executions.Where(execution => execution.Encoder == "sick").Select(execution => execution.FailureKind).Distinct());
    }
}
