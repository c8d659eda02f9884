using System.Diagnostics;
using Transcoder.Chaos.Tests.Farms;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Chaos.Tests.Proof;
using Transcoder.Coordinator.Api;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests;

/// <summary>A whole farm in trouble. docs/chaos.md tells how to run it.</summary>
public sealed class ChaosTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [ChaosFact]
    public async Task Whatever_happens_every_film_ends_once_and_where_it_belongs()
    {
        var options = ChaosOptions.Read(Environment.GetEnvironmentVariable, () => Random.Shared.Next());
        var command = options.Command(Path.GetRelativePath(RepositoryFolder.Root, Environment.ProcessPath!));
        var logs = RepositoryFolder.Path("artifacts", "chaos", $"{options.Seed}");
        if (Directory.Exists(logs))
        {
            Directory.Delete(logs, recursive: true);
        }

        Directory.CreateDirectory(logs);
        IReadOnlyList<string> breaches;
        await using (var log = new StreamWriter(Path.Combine(logs, "chaos.log")) { AutoFlush = true })
        {
            var journal = new Journal(TimeProvider.System, line => Say(log, line));
            journal.Say(command);
            try
            {
                breaches = await RunAsync(options, journal, logs);
            }
            catch (Exception failure) when (!Token.IsCancellationRequested)
            {
                breaches = [$"The run itself failed: {failure}"];
            }

            foreach (var breach in breaches)
            {
                journal.Say(breach);
            }
        }

        Assert.True(breaches.Count == 0, $"Seed {options.Seed}:\n{string.Join('\n', breaches)}\nAgain: {command}\nLogs: {logs}");
        Directory.Delete(logs, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(ChaosOptions options, Journal journal, string logs)
    {
        await using var tools = new ToolRunner();
        var findings = new Findings();
        string[] folders;
        await using (var farm = await ChaosFarm.StartAsync(logs, Token))
        {
            folders = [farm.Farm.Tree.Root, farm.Broker.Folder];
            await farm.Farm.Api.ReadyAsync();
            await new ChaosRun(farm, journal, tools).PlayAsync(ChaosPlan.Draw(options), Token);

            journal.Say("Settling");
            var clock = Stopwatch.StartNew();
            var unsettled = await new Settling(farm).WaitAsync(journal.Films, Token);
            var settling = clock.Elapsed;
            var report = ChaosReport.Of(journal.Faults, await JobsAsync(farm), settling);
            journal.Say(report.ToString());

            var messages = await farm.EndAsync(Token);
            findings = await new Inspection(farm, tools).LookAsync(Token) with
            {
                Unsettled = unsettled,
                Messages = messages,
                Surprises = farm.Surprises,
                InChunks = report.InChunks,
            };
        }

        return Verdict.Of(journal.Films, findings with { Processes = await Inspection.ProcessesAsync(folders, TimeSpan.FromSeconds(20)) });
    }

    private static async Task<IReadOnlyList<JobDetail>> JobsAsync(ChaosFarm farm)
    {
        var details = new List<JobDetail>();
        foreach (var job in await farm.Farm.Api.AllJobsAsync())
        {
            details.Add(await farm.Farm.Api.DetailAsync(job.Id));
        }

        return details;
    }

    // Output of a test that passes is not shown otherwise.
    private static void Say(TextWriter log, string line)
    {
        lock (log)
        {
            log.WriteLine(line);
            Console.WriteLine(line);
        }
    }
}
