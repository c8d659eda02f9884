using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Requests;

/// <summary>What the scripts of scripts/ say when they are refused. That they work is tested against the farm of compose.yaml.</summary>
public sealed class ScriptTests(BrokerFixture brokers, ScriptTests.Asked asked) : IClassFixture<ScriptTests.Asked>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("by-pika.py", "submit", "absent.mkv", "There is no file")]
    [InlineData("by-api.sh", "submit", "absent.mkv", "There is no file")]
    [InlineData("by-pika.py", "cancel", "0198c0de-0000-7000-8000-000000000000", "There is no job")]
    [InlineData("by-api.sh", "cancel", "0198c0de-0000-7000-8000-000000000000", "There is no job")]
    [InlineData("by-pika.py", "cancel", "no-id", "is not the JSON that is asked for")]
    public async Task A_script_that_asks_the_coordinator_tells_a_refusal(string script, string what, string of, string reason)
    {
        var refused = await RunAsync(asked.Farm, script, what, of);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"Refused: ", refused.StandardError, StringComparison.Ordinal);
        Assert.Contains(reason, refused.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by-management.sh")]
    [InlineData("by-amqp.sh")]
    public async Task A_listener_tells_the_refusals_of_scripts_that_cannot(string script)
    {
        var farm = asked.Farm;
        var listening = new TaskCompletionSource();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Farm.Limit);
        var listener = Command(farm, "listen.py", "RequestAnswered", "1")
            .WithStandardErrorPipe(PipeTarget.ToDelegate(_ => listening.TrySetResult())).ExecuteBufferedAsync(limit.Token);
        await Task.WhenAny(listening.Task, listener);

        var sent = await RunAsync(farm, script, "submit", "absent.mkv");

        Assert.Equal(0, sent.ExitCode);
        var answer = JsonDocument.Parse((await listener).StandardOutput).RootElement;
        Assert.False(answer.GetProperty("taken").GetBoolean());
        Assert.Contains("There is no file", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("absent.mkv", answer.GetProperty("path").GetString());
        if (script == "by-management.sh")
        {
            Assert.Equal(sent.StandardOutput.Trim(), answer.GetProperty("requestId").GetString());
        }
    }

    [Theory]
    [InlineData("by-management.sh", "no queue")]
    [InlineData("by-pika.py", "UnroutableError")]
    public async Task A_request_that_no_queue_takes_is_an_error(string script, string reason)
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var connection = await farm.Host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        await channel.QueueDeleteAsync(Queues.Submissions, ifUnused: false, ifEmpty: false, cancellationToken: Token);

        var refused = await RunAsync(farm, script, "submit", "film.mkv");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(reason, refused.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by-management.sh")]
    [InlineData("by-amqp.sh")]
    [InlineData("by-pika.py")]
    public async Task A_broker_that_does_not_know_the_message_is_an_error(string script)
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var connection = await farm.Host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        await channel.ExchangeDeleteAsync("Transcoder.Contracts:SubmitJob", cancellationToken: Token);

        var refused = await RunAsync(farm, script, "submit", "film.mkv");

        Assert.Equal(1, refused.ExitCode);
        Assert.NotEmpty(refused.StandardError);
    }

    [Theory]
    [InlineData("by-management.sh")]
    [InlineData("by-amqp.sh")]
    [InlineData("by-pika.py")]
    [InlineData("by-api.sh")]
    public async Task A_wrong_command_line_is_64(string script)
    {
        Assert.Equal(64, (await RunAsync(asked.Farm, script, "remove", "film.mkv")).ExitCode);
        Assert.Equal(64, (await RunAsync(asked.Farm, script)).ExitCode);
    }

    private static async Task<BufferedCommandResult> RunAsync(Farm farm, string script, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Farm.Limit);
        return await Command(farm, script, arguments).ExecuteBufferedAsync(limit.Token);
    }

    private static Command Command(Farm farm, string script, params string[] arguments) =>
        // Packages of the system are of its own Python.
        CliWrap.Cli.Wrap(script.EndsWith(".py", StringComparison.Ordinal) ? "/usr/bin/python3" : "bash")
            .WithArguments([RepositoryFolder.Path("scripts", script), .. arguments])
            .WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(variables => variables
                .Set("RABBITMQ_URL", farm.Host.AmqpUri.AbsoluteUri)
                .Set("RABBITMQ_MANAGEMENT", farm.Host.ManagementUri.AbsoluteUri.TrimEnd('/'))
                .Set("RABBITMQ_LOGIN", Uri.UnescapeDataString(farm.Host.AmqpUri.UserInfo))
                .Set("RABBITMQ_VHOST", farm.Host.Name)
                .Set("PYTHONDONTWRITEBYTECODE", "1")
                .Set("TRANSCODER_URL", farm.Api.Url)
                .Set("TRANSCODER_TOKEN", Farm.Token));

    /// <summary>A farm with a coordinator and nothing to do.</summary>
    public sealed class Asked(BrokerFixture brokers) : IAsyncLifetime
    {
        private Farm? _farm;

        public Farm Farm => _farm ?? throw new InvalidOperationException("Not started");

        public async ValueTask InitializeAsync()
        {
            _farm = await Farm.StartAsync(brokers);
            _farm.Coordinator("--Ingest:Watch=false");
            await _farm.Api.ReadyAsync();
        }

        public ValueTask DisposeAsync() => _farm?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
