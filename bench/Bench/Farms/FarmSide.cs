using System.Globalization;
using Transcoder.Bench.Films;
using Transcoder.Bench.Peers;
using Transcoder.Coordinator.Jobs;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Farms;

/// <summary>A batch of films through a farm of one-slot encoders.</summary>
internal sealed class FarmSide(BenchOptions options, ToolRunner tools, IBroker broker, SshServer ssh)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>As many films as the options say, each of which plain ffmpeg takes their time for.</summary>
    public async Task<Batch> BatchAsync(TempTree tree, BenchProfile profile, CancellationToken cancellationToken)
    {
        var (film, seconds) = await new ClipMaker(tools, tree).LastingAsync(profile, options.ClipSeconds, cancellationToken);
        await Console.Error.WriteLineAsync($"{profile.Name}: {options.Clips} clips of about {Figure.Text(seconds)} s each");
        return new Batch(
            film, await profile.PlanAsync(tools, film, cancellationToken), profile.Extension,
            [.. Enumerable.Range(1, options.Clips).Select(number => string.Create(CultureInfo.InvariantCulture, $"clip-{number}.mkv"))]);
    }

    /// <summary>From the end of the quiet period to the last result in <c>completed/</c>; the farm runs already.</summary>
    public async Task<double> SecondsAsync(Batch batch, BenchProfile profile, int encoders, EncoderCheck check, CancellationToken cancellationToken)
    {
        await using var farm = await BenchFarm.CreateAsync(broker, ssh, profile, cancellationToken);
        await farm.StartAsync(encoders, check, cancellationToken);
        var dropped = Watch.Now;
        foreach (var name in batch.Names)
        {
            farm.Drop(batch.Film, name);
        }

        var ended = await Watch.ForAsync<DateTimeOffset>(
            () => Task.FromResult<DateTimeOffset?>(batch.Names.All(name => File.Exists(farm.Completed(name))) ? Watch.Now : null),
            Look, Limit, farm.State, cancellationToken);
        var same = await farm.Database.JobsWithSettingsAsync(SettingsJson.Write(batch.Settings).Hash);
        Proof.Demand(same == batch.Names.Count, $"{batch.Names.Count - same} orders had other settings than the peers");
        return (ended - dropped - BenchFarm.QuietPeriod).TotalSeconds;
    }

    /// <summary>Says what a side took, and how busy the machine was before it.</summary>
    public static async Task<double> TellAsync(string side, Func<Task<double>> run)
    {
        var load = Machine.Load();
        var seconds = await run();
        await Console.Error.WriteLineAsync($"{side}: {Figure.Text(seconds)} s (load before: {load})");
        return seconds;
    }
}
