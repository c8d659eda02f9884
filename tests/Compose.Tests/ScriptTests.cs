using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.Compose.Tests;

/// <summary>The scripts of scripts/, as somebody runs them who has been given the secrets of their role and the API's token.</summary>
public sealed class ScriptTests(ComposeFarm farm) : IDisposable
{
    // The broker is known by its name to its neighbours alone: a script sees a file of hosts that has it.
    private const string AsNeighbour = "mount --bind \"$0\" /etc/hosts && exec \"$@\"";

    private static readonly string[] Scripts = ["by-management.sh", "by-amqp.sh", "by-pika.py", "by-api.sh"];

    private readonly TempTree _tree = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Each_script_submits_and_cancels_and_the_listener_hears_of_it()
    {
        await farm.StartAsync();
        var run = await RunnerAsync();
        var heard = new ConcurrentQueue<JsonElement>();
        var listening = new TaskCompletionSource();
        using var enough = new CancellationTokenSource();
        var listener = run("listen.py", [])
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => heard.Enqueue(JsonDocument.Parse(line).RootElement)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(_ => listening.TrySetResult())).ExecuteAsync(Cancelled, enough.Token);
        await Task.WhenAny(listening.Task, listener.Task);
        var cancelledJobs = new List<string>();

        foreach (var script in Scripts)
        {
            var film = $"a film {script}.mkv";
            await farm.DropAsync("slow", film, Farm.LongFilm);
            var submitted = await run(script, ["submit", $"slow/{film}", "slow"]).ExecuteBufferedAsync(Cancelled);
            Assert.Equal((script, 0, ""), (script, submitted.ExitCode, submitted.StandardError));
            var job = await farm.JobAsync($"incoming/slow/{film}", _ => true);
            var id = job.GetProperty("id").GetString()!;
            Assert.True(script != "by-api.sh" || submitted.StandardOutput == $"{id}\n", submitted.StandardOutput);
            var cancelled = await run(script, ["cancel", id]).ExecuteBufferedAsync(Cancelled);
            Assert.Equal((script, 0, ""), (script, cancelled.ExitCode, cancelled.StandardError));
            await farm.JobAsync($"incoming/slow/{film}", state => state == "cancelled");
            cancelledJobs.Add(id);
        }

        // The coordinator answers messages only: two from each script but the last.
        await Eventually.TrueAsync(
            () => Of(heard, "RequestAnswered").Count() == 6
                && cancelledJobs.All(id => Of(heard, "JobChanged").Any(told => Text(told, "jobId") == id && Text(told, "state") == "cancelled")),
            ComposeFarm.Limit, () => string.Join('\n', heard));
        Assert.All(Of(heard, "RequestAnswered"), answer => Assert.True(answer.GetProperty("taken").GetBoolean(), answer.ToString()));
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener);
    }

    private static IEnumerable<JsonElement> Of(IEnumerable<JsonElement> heard, string kind) => heard.Where(message => Text(message, "kind") == kind);

    private static string? Text(JsonElement message, string member) => message.GetProperty(member).GetString();

    /// <summary>How to run a script with what its user has been given.</summary>
    private async Task<Func<string, string[], Command>> RunnerAsync()
    {
        var hosts = _tree.File("hosts", Encoding.UTF8.GetBytes($"{await farm.AddressAsync("broker")} broker\n"));
        var authority = _tree.File("ca.pem", Encoding.UTF8.GetBytes(await farm.SecretAsync("scripts/ca.pem")));
        var address = await farm.SecretAsync("scripts/broker-url");
        var token = await farm.SecretAsync("api/token");
        return (script, arguments) => CliWrap.Cli.Wrap("unshare")
            // Packages of the system are of its own Python.
            .WithArguments([
                "--map-root-user", "--mount", "sh", "-c", AsNeighbour, hosts,
                script.EndsWith(".py", StringComparison.Ordinal) ? "/usr/bin/python3" : "bash", RepositoryFolder.Path("scripts", script), .. arguments])
            .WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(variables => variables
                .Set("RABBITMQ_URL", address)
                .Set("RABBITMQ_MANAGEMENT", "https://broker:15671")
                .Set("RABBITMQ_LOGIN", new Uri(address).UserInfo)
                .Set("SSL_CERT_FILE", authority)
                .Set("PYTHONDONTWRITEBYTECODE", "1")
                .Set("TRANSCODER_URL", farm.Url)
                .Set("TRANSCODER_TOKEN", token));
    }
}
