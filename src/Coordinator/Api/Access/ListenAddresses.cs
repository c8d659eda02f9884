namespace Transcoder.Coordinator.Api.Access;

/// <summary>Where the web server will listen. Pure.</summary>
internal static class ListenAddresses
{
    private const char Separator = ';';

    /// <summary>As the server itself reads it: endpoints of its own section first, else addresses, else bare ports, which are of every network.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();
        var ports = Split(configuration["http_ports"]).Select(port => $"http://*:{port}")
            .Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"));
        return new[] { endpoints, Split(configuration["urls"]), ports }.Select(way => way.ToList()).FirstOrDefault(way => way.Count > 0) ?? [];
    }

    private static string[] Split(string? list) =>
        list?.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
