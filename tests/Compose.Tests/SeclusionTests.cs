namespace Transcoder.Compose.Tests;

/// <summary>What a film can reach that has taken over the ffmpeg of an encoder's container.</summary>
public sealed class SeclusionTests(ComposeFarm farm)
{
    [Fact]
    public async Task An_encoder_reaches_the_broker_and_the_storage_and_no_coordinator()
    {
        await farm.StartAsync();
        var coordinator = await farm.AddressAsync("coordinator");

        Assert.Equal(("", ""), (await ConnectAsync("encoder", "broker", "5671"), await ConnectAsync("encoder", "storage", "22")));
        Assert.Equal("", await ConnectAsync("broker", coordinator, "8080"));
        Assert.NotEqual("", await ConnectAsync("encoder", coordinator, "8080"));
        Assert.Equal("true", await farm.NetworkAsync("encoders", "{{.Internal}}"));
    }

    [Fact]
    public async Task Ffmpeg_has_its_sandbox_where_the_kernel_lets_containers_make_one()
    {
        await farm.StartAsync();
        Assert.SkipWhen(await MountingIsForbiddenAsync(), "AppArmor forbids containers to mount: docs/operations.md, \"Strange files\"");

        Assert.All(await farm.SandboxesAsync(), level => Assert.Equal("full", level));
        Assert.Contains("ffmpeg and ffprobe run in a sandbox, with", await farm.LogAsync("coordinator"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("encoder")]
    public async Task The_kernels_dangerous_corners_stay_closed(string service)
    {
        await farm.StartAsync();

        var name = await farm.InAsync(service, "unshare --user --map-root-user --uts hostname elsewhere");
        var tables = await farm.InAsync(service, "unshare --user --map-root-user --net perl -MSocket -e 'socket(my $s, 16, 3, 12) or print $!'");

        Assert.Contains("must be root", name.StandardError, StringComparison.Ordinal);
        Assert.Equal("Address family not supported by protocol", tables.StandardOutput);
    }

    private async Task<bool> MountingIsForbiddenAsync() =>
        (await farm.InAsync("encoder", "cat /proc/1/attr/current")).StandardOutput.Contains("docker-default", StringComparison.Ordinal);

    /// <returns>What the shell complains of; nothing when somebody listens there.</returns>
    private async Task<string> ConnectAsync(string from, string host, string port) =>
        (await farm.InAsync(from, "timeout 10 bash -c 'exec 3<>\"/dev/tcp/$0/$1\"' \"$1\" \"$2\" || echo \"ended with $?\" >&2", host, port)).StandardError;
}
