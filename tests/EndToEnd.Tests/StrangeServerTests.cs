using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Transcoder.Cli.Client;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Something else than a coordinator listens where a command asks, or a coordinator that is no longer well.</summary>
public sealed class StrangeServerTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "is no coordinator of this version. --url names another one.", ExitCodes.Unavailable)]
    [InlineData("200 OK\r\nContent-Type: text/html; charset=none\r\nContent-Length: 0\r\n\r\n", "is no coordinator of this version.", ExitCodes.Unavailable)]
    [InlineData("200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull", "is no coordinator of this version.", ExitCodes.Unavailable)]
    [InlineData("200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"jobs\":[", "The response ended prematurely", ExitCodes.Unavailable)]
    [InlineData("404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "says 404 and not why. Is it the coordinator?", ExitCodes.Failed)]
    public async Task A_command_says_so(string answer, string sentence, int exitCode)
    {
        var failure = await FailureAsync($"HTTP/1.1 {answer}", Long);

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.Equal(exitCode, failure.ExitCode);
    }

    [Fact]
    public async Task Nobody_waits_for_ever()
    {
        var failure = await FailureAsync(answer: null, Short);

        Assert.Contains("does not answer in time", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unavailable, failure.ExitCode);
    }

    private static async Task<CommandException> FailureAsync(string? answer, TimeSpan patience)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var api = new ApiClient(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), null) { Patience = patience };
        var asked = api.GetAsync("/api/jobs", ApiJson.Default.JobPage, TestContext.Current.CancellationToken);
        if (answer is not null)
        {
            using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await connection.GetStream().ReadAtLeastAsync(new byte[64], 1, cancellationToken: TestContext.Current.CancellationToken);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
            connection.Client.Shutdown(SocketShutdown.Send);
            return await Assert.ThrowsAsync<CommandException>(() => asked);
        }

        // Who is connected waits in the listener's queue, and who gave up before is not waited for.
        return await Assert.ThrowsAsync<CommandException>(() => asked);
    }
}
