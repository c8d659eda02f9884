using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Transcoder.TestKit;

namespace Transcoder.Compose.Tests;

/// <summary>What somebody can do to the broker who has the secrets of a role, or none.</summary>
public sealed class BrokerAccessTests : IDisposable
{
    private const int AccessRefused = 403;
    private const string Order = "Transcoder.Contracts:TranscodeRequested";
    private const string Submission = "Transcoder.Contracts:SubmitJob";

    private readonly ComposeFarm _farm;
    private readonly TempTree _tree = new();
    private readonly BrokerRoles _roles;

    public BrokerAccessTests(ComposeFarm farm) => (_farm, _roles) = (farm, new BrokerRoles(farm, _tree));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("encoder", Order)]
    [InlineData("encoder", "transcode")]
    [InlineData("encoder", "")]
    [InlineData("encoder", Submission)]
    [InlineData("encoder", "Transcoder.Contracts:CancelTranscode")]
    [InlineData("encoder", "coordinator-results")]
    [InlineData("coordinator", "Transcoder.Contracts:TranscodeCompleted")]
    [InlineData("coordinator", "coordinator-results")]
    [InlineData("coordinator", "")]
    [InlineData("scripts", Order)]
    [InlineData("scripts", "")]
    [InlineData("scripts", "Transcoder.Contracts:TranscodeCompleted")]
    [InlineData("monitoring", Submission)]
    public async Task A_role_cannot_say_what_is_not_its_to_say(string role, string exchange)
    {
        await _farm.StartAsync();

        var code = await _roles.TriesAsync(role, async channel => await PublishAsync(channel, exchange));

        Assert.Equal(AccessRefused, code);
    }

    [Theory]
    [InlineData("encoder", "coordinator-results")]
    [InlineData("encoder", "coordinator-heartbeats")]
    [InlineData("encoder", "coordinator-submissions")]
    [InlineData("encoder", "transcode-poison")]
    [InlineData("encoder", "transcode_error")]
    [InlineData("coordinator", "transcode")]
    [InlineData("scripts", "coordinator-submissions")]
    [InlineData("monitoring", "transcode")]
    public async Task A_role_cannot_hear_what_is_not_for_it(string role, string queue)
    {
        await _farm.StartAsync();

        Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.BasicGetAsync(queue, true, Cancelled)));
        Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.QueuePurgeAsync(queue, Cancelled)));
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("encoder")]
    [InlineData("scripts")]
    [InlineData("monitoring")]
    public async Task A_role_cannot_make_or_remove_what_lasts(string role)
    {
        await _farm.StartAsync();

        foreach (var queue in (string[])["transcode", "coordinator-results", "transcode_error"])
        {
            Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.QueueDeleteAsync(queue, false, false, cancellationToken: Cancelled)));
            Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.ExchangeDeleteAsync(queue, cancellationToken: Cancelled)));
        }

        Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.ExchangeDeleteAsync(Order, cancellationToken: Cancelled)));
        Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.QueueDeclareAsync("mine", true, cancellationToken: Cancelled)));
        Assert.Equal(AccessRefused, await _roles.TriesAsync(role, channel => channel.QueueBindAsync("transcode", Submission, "", cancellationToken: Cancelled)));
    }

    [Theory]
    [InlineData("Transcoder.Contracts:TranscodeCompleted")]
    [InlineData("Transcoder.Contracts:SubmitJob")]
    [InlineData("coordinator-results")]
    public async Task An_encoders_own_queue_hears_of_cancels_alone(string exchange)
    {
        await _farm.StartAsync();
        var own = $"encoder-cancel-{Guid.NewGuid():n}";

        var code = await _roles.TriesAsync("encoder", async channel =>
        {
            await channel.QueueDeclareAsync(own, durable: false, exclusive: true, autoDelete: true, cancellationToken: Cancelled);
            await channel.QueueBindAsync(own, "Transcoder.Contracts:CancelTranscode", "", cancellationToken: Cancelled);
            await channel.QueueBindAsync(own, exchange, "", cancellationToken: Cancelled);
        });

        Assert.Equal(AccessRefused, code);
    }

    [Fact]
    public async Task An_encoders_own_queue_is_no_detour_to_the_queue_of_orders()
    {
        await _farm.StartAsync();
        var deadLetters = new Dictionary<string, object?> { ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = "transcode" };

        var code = await _roles.TriesAsync("encoder", channel => channel.QueueDeclareAsync(
            $"encoder-cancel-{Guid.NewGuid():n}", durable: false, exclusive: true, autoDelete: true, deadLetters, cancellationToken: Cancelled));

        Assert.Equal(AccessRefused, code);
    }

    [Fact]
    public async Task No_role_gets_into_another_virtual_host()
    {
        await _farm.StartAsync();
        Assert.True((await _farm.InAsync("broker", "rabbitmqctl add_vhost other")).IsSuccess);

        foreach (var role in (string[])["coordinator", "encoder", "scripts", "monitoring"])
        {
            var factory = await _roles.FactoryAsync(role, "other");
            var refused = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                // A connection is open for the client before the broker has opened the virtual host.
                await using var connection = await factory.CreateConnectionAsync(Cancelled);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
            });

            Assert.Contains($"access to vhost 'other' refused for user '{role}'", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Scripts_submit_jobs_and_hear_what_becomes_of_them()
    {
        await _farm.StartAsync();
        BasicGetResult? answer = null;

        Assert.Null(await _roles.TriesAsync("scripts", async channel =>
        {
            var own = (await channel.QueueDeclareAsync(cancellationToken: Cancelled)).QueueName;
            await channel.QueueBindAsync(own, "Transcoder.Contracts:RequestAnswered", "", cancellationToken: Cancelled);
            await PublishAsync(channel, Submission);
            await Eventually.TrueAsync(async () => (answer = await channel.BasicGetAsync(own, true, Cancelled)) is not null, ComposeFarm.Limit);
        }));

        Assert.Contains("There is no file", Encoding.UTF8.GetString(answer!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitoring_is_shown_the_broker_and_services_are_not()
    {
        await _farm.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await AskAsync("monitoring", HttpMethod.Get, "nodes"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("coordinator", HttpMethod.Get, "overview"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("encoder", HttpMethod.Get, "overview"));
    }

    [Fact]
    public async Task Scripts_can_do_no_more_by_the_management_API_than_by_messages()
    {
        await _farm.StartAsync();
        const string Message = """{"properties":{},"routing_key":"","payload":"{}","payload_encoding":"string"}""";
        const string Take = """{"count":1,"ackmode":"ack_requeue_false","encoding":"auto"}""";

        foreach (var (method, path, body) in ((HttpMethod, string, string)[])[
            (HttpMethod.Get, "nodes", ""), (HttpMethod.Get, "users", ""), (HttpMethod.Put, "vhosts/mine", ""),
            (HttpMethod.Put, "permissions/%2F/scripts", """{"configure":".*","write":".*","read":".*"}"""),
            (HttpMethod.Post, $"exchanges/%2F/{Order}/publish", Message), (HttpMethod.Post, "exchanges/%2F/amq.default/publish", Message),
            (HttpMethod.Post, "queues/%2F/coordinator-submissions/get", Take), (HttpMethod.Delete, "queues/%2F/transcode/contents", ""),
            (HttpMethod.Delete, "queues/%2F/transcode", ""), (HttpMethod.Put, "queues/%2F/mine", "{}"),
            (HttpMethod.Put, "policies/%2F/mine", """{"pattern":".*","definition":{"max-length":1}}""")])
        {
            var status = await AskAsync("scripts", method, path, body);
            Assert.True(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{method} {path}: {status}");
        }
    }

    [Fact]
    public async Task There_is_no_guest()
    {
        await _farm.StartAsync();
        var factory = await _roles.FactoryAsync("encoder");
        (factory.UserName, factory.Password) = ("guest", "guest");

        var refused = await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync(Cancelled));

        Assert.IsType<AuthenticationFailureException>(refused.InnerException);
        var users = (await _farm.InAsync("broker", "rabbitmqctl --quiet --no-table-headers list_users")).StandardOutput;
        Assert.Equal(
            ["coordinator", "encoder", "monitoring", "scripts"], users.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]).Order());
    }

    [Theory]
    [InlineData(4369)]
    [InlineData(5672)]
    [InlineData(15672)]
    [InlineData(15692)]
    [InlineData(25672)]
    public async Task Nothing_without_TLS_can_be_reached(int port)
    {
        await _farm.StartAsync();
        var address = IPAddress.Parse(await _farm.AddressAsync("broker"));
        using (var open = new TcpClient())
        {
            await open.ConnectAsync(address, 5671, Cancelled);
        }

        using var client = new TcpClient();
        var refused = await Assert.ThrowsAsync<SocketException>(async () => await client.ConnectAsync(address, port, Cancelled));

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task No_secret_is_told_by_the_engine_or_by_a_log()
    {
        await _farm.StartAsync();

        var told = await _farm.EverythingToldAsync();

        Assert.Contains("/run/transcoder/encoder/broker-url", told, StringComparison.Ordinal);
        foreach (var secret in (string[])["coordinator/broker-password", "encoder/broker-password", "scripts/broker-password", "monitoring/broker-password", "api/token"])
        {
            Assert.DoesNotContain(await _farm.SecretAsync(secret), told, StringComparison.Ordinal);
        }
    }

    private static Task PublishAsync(IChannel channel, string exchange) =>
        channel.BasicPublishAsync(exchange, "transcode", mandatory: false, Encoding.UTF8.GetBytes("""{"path":"no such film"}"""), Cancelled).AsTask();

    private async Task<HttpStatusCode> AskAsync(string role, HttpMethod method, string path, string body = "")
    {
        var factory = await _roles.FactoryAsync(role);
        using var authority = X509Certificate2.CreateFromPem(await _farm.SecretAsync("tls/ca.pem"));
        using var handler = new SocketsHttpHandler();
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            // Known by its name to its neighbours alone.
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(factory.HostName, 15671, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var client = new HttpClient(handler);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{factory.UserName}:{factory.Password}"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var request = new HttpRequestMessage(method, $"https://broker:15671/api/{path}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
