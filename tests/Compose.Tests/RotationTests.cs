using RabbitMQ.Client.Exceptions;
using Transcoder.TestKit;

namespace Transcoder.Compose.Tests;

/// <summary>All secrets can be replaced while films are there to be encoded.</summary>
public sealed class RotationTests(ComposeFarm farm) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string[] Secrets =
    [
        "coordinator/broker-password", "encoder/broker-password", "scripts/broker-password", "monitoring/broker-password",
        "api/token", "tls/ca.pem", "tls/key.pem", "encoder/id_ed25519", "storage/ssh_host_ed25519_key",
    ];

    private readonly TempTree _tree = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Replaced_secrets_are_used_and_the_old_ones_are_worth_nothing()
    {
        await farm.StartAsync();
        var before = await SecretsAsync();

        await farm.RotateAsync();

        var after = await SecretsAsync();
        Assert.All(Secrets, secret => Assert.NotEqual(before[secret], after[secret]));
        var factory = await new BrokerRoles(farm, _tree).FactoryAsync("encoder");
        await Eventually.TrueAsync(async () => await IsLetInAsync(factory), Limit);
        factory.Password = before["encoder/broker-password"];
        var refused = await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync(Cancelled));
        Assert.IsType<AuthenticationFailureException>(refused.InnerException);
        await farm.DropAsync("h264", "after.mkv", new ClipShape { Frames = 25 });
        await farm.AppearsAsync("archive", "h264", "after.mkv");
    }

    private static async Task<bool> IsLetInAsync(RabbitMQ.Client.ConnectionFactory factory)
    {
        try
        {
            await using var connection = await factory.CreateConnectionAsync(Cancelled);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    private async Task<Dictionary<string, string>> SecretsAsync()
    {
        var secrets = new Dictionary<string, string>();
        foreach (var secret in Secrets)
        {
            secrets[secret] = await farm.SecretAsync(secret);
        }

        return secrets;
    }
}
