using System.Globalization;
using System.Net;
using CliWrap;
using Transcoder.TestKit.Brokers;

namespace Transcoder.TestKit;

/// <summary>
/// A cable between this machine and a network of its own, in which programs run as on another machine. It can be pulled, and plugged in again.
/// Needs root. The kernel removes cable and network with the process that holds them, which dies with the tests, however they end.
/// </summary>
public sealed class NetworkCable : IAsyncDisposable
{
    private const string FarEnd = "cable";

    private readonly string _nearEnd = $"cable-{Guid.NewGuid().ToString("n")[..8]}";
    private readonly OwnedProcess _holder;

    private NetworkCable(OwnedProcess holder, IPAddress near, IPAddress far) => (_holder, Near, Far) = (holder, near, far);

    /// <summary>This machine's address on the cable; servers that listen there are reached from beyond.</summary>
    public IPAddress Near { get; }

    /// <summary>The address of the machine beyond.</summary>
    public IPAddress Far { get; }

    /// <summary>The words before a program's name that make it run beyond the cable; they become the program, with the same process id.</summary>
    public IReadOnlyList<string> Beyond => ["nsenter", $"--target={_holder.Id.ToString(CultureInfo.InvariantCulture)}", "--net", "--"];

    /// <summary>Lays one, plugged in.</summary>
    public static async Task<NetworkCable> LayAsync()
    {
        // Addresses that are set apart for tests of networks; a pair out of sixteen thousand.
        var (third, pair) = ((byte)Random.Shared.Next(256), Random.Shared.Next(64) * 4);
        var cable = new NetworkCable(
            await OwnedProcess.StartAsync("unshare", ["--net", "--", "sleep", "infinity"], new Dictionary<string, string?>()),
            new IPAddress([198, 18, third, (byte)(pair + 1)]), new IPAddress([198, 18, third, (byte)(pair + 2)]));
        try
        {
            await cable.ConnectAsync();
            return cable;
        }
        catch
        {
            await cable.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on nothing passes, in either direction, and nobody is told.</summary>
    public Task PullAsync() => BeyondAsync("link", "set", FarEnd, "down");

    public Task PlugInAsync() => BeyondAsync("link", "set", FarEnd, "up");

    /// <summary>Removes it. Whatever runs beyond it runs on, without a network.</summary>
    public async ValueTask DisposeAsync()
    {
        // The network lives on as long as anything in it, so the cable is removed by itself.
        await Cli.Wrap("ip").WithArguments(["link", "delete", _nearEnd]).WithValidation(CommandResultValidation.None).ExecuteAsync();
        await _holder.EndAsync("KILL", CancellationToken.None);
    }

    private async Task ConnectAsync()
    {
        var network = string.Create(CultureInfo.InvariantCulture, $"/proc/{_holder.Id}/ns/net");
        await Eventually.TrueAsync(
            () => File.ResolveLinkTarget(network, false)?.Name != File.ResolveLinkTarget("/proc/self/ns/net", false)?.Name,
            TimeSpan.FromSeconds(20), () => _holder.LastOutput);
        await IpAsync(
            "link", "add", _nearEnd, "type", "veth", "peer", "name", FarEnd, "netns", _holder.Id.ToString(CultureInfo.InvariantCulture));
        await IpAsync("address", "add", $"{Near}/30", "dev", _nearEnd);
        await IpAsync("link", "set", _nearEnd, "up");
        await BeyondAsync("address", "add", $"{Far}/30", "dev", FarEnd);
        await BeyondAsync("link", "set", "lo", "up");
        await PlugInAsync();
    }

    private static async Task IpAsync(params string[] arguments) => await Cli.Wrap("ip").WithArguments(arguments).ExecuteAsync();

    private async Task BeyondAsync(params string[] arguments) =>
        await Cli.Wrap(Beyond[0]).WithArguments([.. Beyond.Skip(1), "ip", .. arguments]).ExecuteAsync();
}
