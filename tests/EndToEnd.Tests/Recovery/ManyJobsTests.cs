using System.Globalization;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.FarmKit.Simulation;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>Many short jobs on encoders that copy, while coordinators are killed in the middle of all of it. The long form is a bench.</summary>
public sealed class ManyJobsTests(BrokerFixture brokers)
{
    private const int Films = 120;
    private const int Encoders = 4;
    private static readonly string[] Ends = ["KILL", "TERM", "KILL"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_job_ends_once_although_the_coordinator_ends_again_and_again()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var films = new CopiedFilms(farm.Storage, "h264", Films);
        films.Drop();
        var tools = new FfprobeDouble(farm.Tree.Folder("bin")).Environment;
        var encoders = await Task.WhenAll(Enumerable.Range(1, Encoders).Select(number => SimulatedEncoder.StartAsync(
            string.Create(CultureInfo.InvariantCulture, $"encoder-{number}"), farm.Host.AmqpUri, farm.Storage.Root, Token)));
        try
        {
            foreach (var (end, turn) in Ends.Zip(Enumerable.Range(1, Ends.Length)))
            {
                var coordinator = farm.Coordinator(tools);
                await ArchivedAsync(farm, turn * Films / (Ends.Length + 1));
                await coordinator.SignalAsync(end);
                await coordinator.Ended;
            }

            farm.Coordinator(tools);
            await ArchivedAsync(farm, Films);
            await farm.IsCleanAsync();
            Assert.Empty(films.Findings());
            var jobs = await farm.Api.AllJobsAsync();
            Assert.Equal(Films, jobs.Count);
            Assert.All(jobs, job => Assert.Equal(JobState.Completed, job.State));
        }
        finally
        {
            await Task.WhenAll(encoders.Select(encoder => encoder.DisposeAsync().AsTask()));
        }
    }

    private static Task ArchivedAsync(Farm farm, int films) =>
        Eventually.TrueAsync(() => farm.Files("archive").Count >= films, Farm.Limit, farm.State);
}
