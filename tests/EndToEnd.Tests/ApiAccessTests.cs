using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Commands and an API that asks for tokens, over TLS.</summary>
public sealed class ApiAccessTests : IDisposable
{
    private const string Operator = "operator-0123456789-0123456789-0123456789";
    private const string Viewer = "viewer-0123456789-0123456789-0123456789";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly TempTree _tree = new();
    private readonly string _url = string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{FreePort.Take()}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_token_lets_commands_in_over_TLS_as_far_as_it_goes()
    {
        var (certificate, key) = MakeCertificate();
        var (operators, viewers) = (Written("operator", Operator), Written("viewer", Viewer));
        await using var up = new TranscoderProcess(_tree.Root, [
            "up", "--root", _tree.At("farm"), "--urls", _url, $"--Api:TokenFile={operators}", $"--Api:ViewerTokenFile={viewers}",
            $"--Kestrel:Certificates:Default:Path={certificate}", $"--Kestrel:Certificates:Default:KeyPath={key}"]);
        await Eventually.TrueAsync(
            () => up.Output.Any(line => line.StartsWith("API: https://", StringComparison.Ordinal)), Limit, () => string.Join('\n', up.Output));
        var job = Guid.NewGuid().ToString();

        Assert.Equal((0, ""), await RunAsync(certificate, [], "jobs", "--token-file", viewers));
        Assert.Equal((0, ""), await RunAsync(certificate, [("TRANSCODER_TOKEN_FILE", viewers)], "jobs"));
        Assert.Equal((0, ""), await RunAsync(certificate, [("TRANSCODER_TOKEN", Viewer), ("TRANSCODER_TOKEN_FILE", "absent")], "jobs"));
        Assert.Equal((1, $"There is no job {job}"), await RunAsync(certificate, [("TRANSCODER_TOKEN", Viewer)], "cancel", job, "--token-file", operators));
        var (looked, mayRead) = await RunAsync(certificate, [("TRANSCODER_TOKEN", Viewer)], "cancel", job);
        var (asked, none) = await RunAsync(certificate, [], "jobs");
        var (guessed, wrong) = await RunAsync(certificate, [("TRANSCODER_TOKEN", "guessed")], "jobs");
        var (unread, absent) = await RunAsync(certificate, [], "jobs", "--token-file", _tree.At("absent"));
        var (distrusted, _) = await RunAsync(operators, [("TRANSCODER_TOKEN", Operator)], "jobs");

        Assert.Equal((1, 1, 1, 64, 69), (looked, asked, guessed, unread, distrusted));
        Assert.StartsWith("This token may only read", mayRead, StringComparison.Ordinal);
        Assert.Contains("asks for a token: --token-file FILE", none, StringComparison.Ordinal);
        Assert.Contains("does not know this token: --token-file FILE", wrong, StringComparison.Ordinal);
        Assert.Contains("cannot be read", absent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_farm_that_other_machines_reach_without_a_token_does_not_start()
    {
        await using var up = new TranscoderProcess(_tree.Root, ["up", "--root", _tree.At("farm"), "--urls", "http://0.0.0.0:0"]);

        var result = await up.Ended.WaitAsync(Limit, Token);

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith("Api:TokenFile: other machines reach http://0.0.0.0:0", Assert.Single(result.ErrorTail), StringComparison.Ordinal);
    }

    /// <summary>How a command ends, and what it says of a failure.</summary>
    private async Task<(int ExitCode, string Error)> RunAsync(string trusted, (string Name, string Value)[] environment, params string[] command)
    {
        var variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        variables["SSL_CERT_FILE"] = trusted;
        await using var client = new TranscoderProcess(_tree.Root, variables, [.. command, "--url", _url]);
        var result = await client.Ended.WaitAsync(Limit, Token);
        return (result.ExitCode, string.Join('\n', result.ErrorTail));
    }

    private (string Certificate, string Key) MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=farm", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (Written("farm.pem", certificate.ExportCertificatePem()), Written("farm.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Written(string name, string content) => _tree.File(name, Encoding.ASCII.GetBytes(content));
}
