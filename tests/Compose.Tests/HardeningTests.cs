using System.Globalization;
using System.Text.Json;

namespace Transcoder.Compose.Tests;

/// <summary>What the programs in the containers may do to their containers and to the kernel.</summary>
public sealed class HardeningTests(ComposeFarm farm)
{
    // Bits of capabilities(7).
    private const long SetGid = 1 << 6;
    private const long SetUid = 1 << 7;
    private const long SysChroot = 1 << 18;

    [Theory]
    [InlineData("broker", 0)]
    [InlineData("coordinator", 0)]
    [InlineData("encoder", 0)]
    [InlineData("storage", SetGid | SetUid | SysChroot)]
    public async Task A_service_has_no_right_that_it_does_not_need(string service, long capabilities)
    {
        await farm.StartAsync();

        var status = await StatusAsync(service);

        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Equal(capabilities, long.Parse(status["CapBnd"], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        // sshd becomes the user of a login, which only root can.
        Assert.Equal(service == "storage", status["Uid"].Split('\t')[0] == "0");
    }

    [Theory]
    [InlineData("broker")]
    [InlineData("coordinator")]
    [InlineData("encoder")]
    [InlineData("storage")]
    public async Task Nothing_can_be_planted_among_a_services_programs(string service)
    {
        await farm.StartAsync();

        foreach (var place in (string[])["/usr/bin/planted", "/etc/planted", "/planted"])
        {
            var result = await farm.InAsync(service, "touch \"$1\"", place);

            Assert.Contains("Read-only file system", result.StandardError, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("encoder")]
    public async Task The_log_is_JSON_line_by_line(string service)
    {
        await farm.StartAsync();

        var lines = (await farm.LogAsync(service)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    private async Task<Dictionary<string, string>> StatusAsync(string service) =>
        (await farm.InAsync(service, "cat /proc/1/status")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(":\t", 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
}
