using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MassTransit;
using Transcoder.Broker;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Brokers;

/// <summary>Whom the services take for their broker: who speaks to one by name and password first has made sure of it.</summary>
public sealed class BrokerTlsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TempTree _tree = new();
    private readonly X509Certificate2 _ours = Authority("ours");
    private readonly X509Certificate2 _another = Authority("another");

    public void Dispose()
    {
        _ours.Dispose();
        _another.Dispose();
        _tree.Dispose();
    }

    /// <summary>Who vouches for the broker, for which name, whether the settings name our authority, and whether it is taken.</summary>
    public static TheoryData<bool, string, bool, bool> Brokers => new()
    {
        { true, "localhost", true, true },
        { false, "localhost", true, false },
        { true, "elsewhere", true, false },
        { true, "localhost", false, false },
    };

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task A_bus_greets_nobody_but_its_broker(bool byOurs, string name, bool withCaFile, bool taken)
    {
        await using var listener = new TlsListener(Certificate(byOurs ? _ours : _another, name));
        var bus = Bus.Factory.CreateUsingRabbitMq(bus => bus.UseBroker(Options(listener, withCaFile), "test"));
        using var stop = new CancellationTokenSource();

        var starting = bus.StartAsync(stop.Token);
        await Eventually.TrueAsync(() => listener.Greeted.Count > 0, Limit);
        await stop.CancelAsync();
        // However it ends.
        await Task.WhenAny(starting);

        Assert.Equal(taken, listener.Greeted.First());
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task A_connection_beside_the_bus_greets_nobody_but_its_broker(bool byOurs, string name, bool withCaFile, bool taken)
    {
        await using var listener = new TlsListener(Certificate(byOurs ? _ours : _another, name));

        // Nobody answers the greeting.
        Assert.False(await BrokerProbe.AnswersAsync(Options(listener, withCaFile)));

        await Eventually.TrueAsync(() => listener.Greeted.Count > 0, Limit);
        Assert.Equal(taken, listener.Greeted.First());
    }

    private BrokerOptions Options(TlsListener listener, bool withCaFile) => new()
    {
        Url = listener.Url,
        CaFile = withCaFile ? _tree.File("ca.pem", System.Text.Encoding.ASCII.GetBytes(_ours.ExportCertificatePem())) : null,
    };

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static X509Certificate2 Certificate(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
