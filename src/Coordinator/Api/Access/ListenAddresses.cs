using System.Net;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>Where the web server will listen. Pure.</summary>
internal static class ListenAddresses
{
    private const char Separator = ';';

    /// <summary>As the server itself reads it: endpoints of its own section first, else addresses, else bare ports, which are of every network.</summary>
    /// <returns>Each address with the full name of its setting.</returns>
    public static IReadOnlyList<(string Setting, string Address)> Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(endpoint => endpoint["Url"] is not null).Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"]!));
        var urls = Split(configuration["urls"]).Select(url => ("urls", url));
        var ports = Split(configuration["http_ports"]).Select(port => ("http_ports", $"http://*:{port}"))
            .Concat(Split(configuration["https_ports"]).Select(port => ("https_ports", $"https://*:{port}")));
        return new[] { endpoints, urls, ports }.Select(way => way.ToList()).FirstOrDefault(way => way.Count > 0) ?? [];
    }

    /// <summary>Whether the server can read an address; it may still not be one of this machine.</summary>
    public static bool IsOne(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed is { Scheme: "http" or "https", PathBase: "", Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string[] Split(string? list) =>
        list?.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
