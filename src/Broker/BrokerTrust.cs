using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Transcoder.Broker;

/// <summary>Whether a certificate is the broker's: of the name that was asked for, and vouched for by whom the settings name.</summary>
internal sealed class BrokerTrust
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly X509Certificate2Collection? _authorities;

    public BrokerTrust(BrokerOptions options)
    {
        if (options.CaFile is { Length: > 0 } file)
        {
            _authorities = [];
            _authorities.ImportFromPemFile(file);
        }
    }

    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_authorities is null)
        {
            return errors == SslPolicyErrors.None;
        }

        // Whether the system knows the authority is of no concern; all else is.
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
            && certificate is X509Certificate2 presented
            && IsVouchedFor(presented, chain, _authorities);
    }

    private static bool IsVouchedFor(X509Certificate2 certificate, X509Chain? chain, X509Certificate2Collection authorities)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        // A private authority has nobody to ask.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return own.Build(certificate);
    }
}
