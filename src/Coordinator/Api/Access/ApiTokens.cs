using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>The tokens that let callers in, as hashes. Read once, at start.</summary>
internal sealed class ApiTokens
{
    private readonly List<(byte[] Hash, string Role)> _known = [];

    public ApiTokens(IOptions<ApiOptions> options)
    {
        Add(options.Value.TokenFile, ApiRoles.Operator);
        Add(options.Value.ViewerTokenFile, ApiRoles.Viewer);
    }

    /// <summary>False where everybody who reaches the API may use it.</summary>
    public bool Any => _known.Count > 0;

    /// <summary>The role of a token; null when nobody's. Takes equally long for each.</summary>
    public string? RoleOf(string token)
    {
        var hash = Hash(token);
        string? found = null;
        foreach (var (known, role) in _known)
        {
            found = CryptographicOperations.FixedTimeEquals(known, hash) ? role : found;
        }

        return found;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private void Add(string? file, string role)
    {
        // Options with a file that holds none are refused.
        if (!string.IsNullOrEmpty(file) && TokenFile.Read(file).Token is { } token)
        {
            _known.Add((Hash(token), role));
        }
    }
}
